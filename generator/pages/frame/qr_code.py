"""Draw the QR code of an address, for whoever reads it on paper: `qr_code`, a filter of the templates."""

from __future__ import annotations

import segno

_MASK = 0


def qr_code(address: str) -> str:
    """The code as SVG, one unit a module, the blank that readers need around it left to the style sheet.

    Any of the eight masks can be read. Looking for the best one takes four times as long as all the rest: one
    is chosen for all.
    """
    code = segno.make_qr(address, error="m", mask=_MASK, boost_error=False)
    return code.svg_inline(omitsize=True, border=0, svgclass="code-qr", lineclass=None).strip()
