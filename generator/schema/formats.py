"""The forms that a text may have to have, by the names that the schemas give them."""

from __future__ import annotations

from generator import web
from generator.schema.date_spelling import is_date, is_partial_date

FORMATS = {
    "date": is_date,
    "date-partielle": is_partial_date,
    "uri": lambda text: web.why_not(text) is None,
    "uri-ou-pdf": lambda text: (text.endswith(".pdf") and "/" not in text) or web.why_not(text) is None,
    "adresse-de-site": lambda text: web.why_no_site(text) is None,
}
