"""Say what stands around the text of a record in its file, so that the form can correct it byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Ref


def exact_path(ref: Ref) -> str:
    """Where the form finds the file of a record that fills in a field that is no open data."""
    return f"assets/formulaire/fiches/{ref.kind}/{ref.id}.txt"


def exact_text(raw: bytes | None, body: str) -> Mapping[str, str] | None:
    """What completes `body`, the text of a record without the blanks around it, into its whole file.

    The file is `avant`, the text, `apres`: nothing is said twice. It is `entier` where the text is not
    written as it is read, as with Windows' ends of lines. None where it is no UTF-8, or where there is none.
    """
    try:
        whole = None if raw is None else raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if whole is None:
        return None
    end = len(whole.rstrip())
    start = end - len(body)
    if start < 0 or whole[start:end] != body:
        return {"entier": whole}
    return {"avant": whole[:start], "apres": whole[end:]}
