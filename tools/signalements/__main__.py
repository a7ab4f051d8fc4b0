"""Write the issue forms again: `make forms`."""

from __future__ import annotations

from tools.signalements import FOLDER, forms

FOLDER.mkdir(parents=True, exist_ok=True)
for name, text in forms().items():
    (FOLDER / name).write_text(text, encoding="utf-8")
    print(FOLDER / name)
