"""Write the files for editors again: `make editors`."""

from __future__ import annotations

from generator.pipeline import PROJECT
from tools.editeurs import files

for path, text in files().items():
    (PROJECT / path).write_text(text, encoding="utf-8")
    print(path)
