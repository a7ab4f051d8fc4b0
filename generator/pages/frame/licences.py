"""Say what a licence is and what it lets one do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.pages.frame.views import Licence

if TYPE_CHECKING:
    from generator.pages.frame.atlas import Atlas


def licence_view(atlas: Atlas, code: str) -> Licence:
    """A licence by its SPDX code, in the words of the schemas."""
    words = atlas.schemas.node("experimentation", ("licence",))
    return Licence(
        nom=atlas.label("experimentation", "licence", code),
        sigle=re.sub(r"(?<=^CC)-|-(?=[0-9])", " ", code),
        permissions=str(words.get("x-permissions", {}).get(code, "")),
        adresse=words.get("x-liens", {}).get(code),
    )
