"""The one requirement of an espace: which wheel it runs, and the digest that pip holds it to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.opening.cannot_open import CannotOpen
from generator.opening.wheel import Wheel, read

if TYPE_CHECKING:
    from pathlib import Path

FILE = "requirements.txt"
FOLDER = "paquet"
LOCK = f"{FOLDER}/dependances.txt"
_PIN = re.compile(rf"^\./({FOLDER}/[^\s/]+\.whl) --hash=sha256:([0-9a-f]{{64}})$", re.MULTILINE)
_TEXT = """\
# Le programme de cet espace : pip refuse d'installer autre chose que ces octets. « espace upgrade » change
# cette ligne. Ce dont le programme a besoin, avec les empreintes, est dans {lock}.
./{folder}/{name} --hash=sha256:{digest}
-r {lock}
"""


def written(wheel: Wheel) -> str:
    """The requirement, as a file that pip reads from the folder of the espace."""
    return _TEXT.format(folder=FOLDER, name=wheel.path.name, digest=wheel.sha256, lock=LOCK)


def pinned(root: Path) -> Wheel:
    """The wheel that the espace at `root` runs. Raises `CannotOpen` where it names none, or holds another."""
    file = root / FILE
    named = _PIN.search(file.read_text(encoding="utf-8")) if file.is_file() else None
    if named is None:
        why = f"{file} ne nomme aucun paquet : ce dossier n'est pas un espace ouvert par « espace init »"
        raise CannotOpen(why, "placez-vous dans le dossier de l'espace, ou donnez-le avec --root")
    wheel = read(root / named[1])
    if wheel.sha256 != named[2]:
        why = f"{named[1]} n'a pas l'empreinte que donne {FILE}"
        raise CannotOpen(why, "reprenez ce fichier dans l'histoire du dépôt : il a changé depuis")
    return wheel
