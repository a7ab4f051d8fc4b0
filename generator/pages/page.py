"""A page of the site as a value: what the publishing room stages, in whatever form its engine wants."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page, ready to publish.

    `address` starts and ends with `/`; `title` and `description` are plain text, escaped nowhere yet; `html`
    is the whole main content with its `<h1>`, trusted, its links written from the root (`/enjeux/x/`).
    """

    address: str
    title: str
    description: str
    html: str
