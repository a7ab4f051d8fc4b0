"""Write `/.well-known/security.txt`: whom to tell of a weakness of this site, as RFC 9116 asks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.output import OutputFile

if TYPE_CHECKING:
    from generator.index import Index

SECURITY = ".well-known/security.txt"
# The RFC advises less than a year: an older file may lead to people who are gone.
_LASTS = timedelta(days=364)
_IN_MAIL = "@!$'*+"


def security(index: Index) -> tuple[OutputFile, ...]:
    """The file, good for a year from the day of the index; none where the site states no contact or no day.

    A contact is what the RFC requires: a site without one makes no promise that someone reads.
    """
    site = index.commons.site
    if not (site.contact and index.jour):
        return ()
    ends = date.fromisoformat(index.jour) + _LASTS
    text = (
        f"Contact: mailto:{quote(site.contact, safe=_IN_MAIL)}\n"
        f"Expires: {ends.isoformat()}T00:00:00Z\n"
        "Preferred-Languages: fr\n"
        f"Canonical: {site.url.rstrip('/')}/{SECURITY}\n"
    )
    return (OutputFile(SECURITY, text.encode()),)
