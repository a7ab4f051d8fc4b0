"""Sanitize the finished HTML: keep only the tags, attributes and values that `writing` makes."""

from __future__ import annotations

import re

import nh3

_ATTRIBUTES: dict[str, set[str]] = {
    **{heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")},
    "a": {"href", "title", "class", "rel", "id", "aria-label"},
    "aside": {"class", "role"},
    "code": {"class"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "input": {"type", "disabled", "checked", "aria-label"},
    "li": {"class", "id"},
    "ol": {"start"},
    "p": {"class"},
    "pre": {"id", "tabindex"},
    "section": {"class", "role", "aria-label"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class", "scope"},
}
_PLAIN = {
    "blockquote", "br", "del", "em", "figcaption", "figure", "hr", "strong",
    "table", "tbody", "thead", "tr", "ul",
}  # fmt: skip
_CLASS = re.compile(
    r"encart encart-[a-z]{4,10}|encart-titre|externe|notes|retour|tableau|tache"
    r"|aligne-(?:gauche|centre|droite)|language-[a-z0-9-]{1,20}",
)
_REST = r"[^\\\x00-\x1f\x7f-\x9f]*"
_VALUES = {
    "class": _CLASS,
    "height": re.compile("[0-9]{1,5}"),
    "href": re.compile(rf"(?:/(?![/\\])|#|https?://|mailto:){_REST}", re.IGNORECASE),
    "id": re.compile(r"(?!__)\S+"),
    "loading": re.compile("lazy"),
    "rel": re.compile("noopener"),
    "role": re.compile("note|region|doc-endnotes"),
    "scope": re.compile("col"),
    "src": re.compile(rf"/(?![/\\]){_REST}"),
    "start": re.compile("[0-9]{1,9}"),
    "tabindex": re.compile("0"),
    "type": re.compile("checkbox"),
    "width": re.compile("[0-9]{1,5}"),
}


def walled(html: str) -> str:
    """The HTML without anything that this room never writes."""
    return _CLEANER.clean(html)


def _permitted(_tag: str, attribute: str, value: str) -> str | None:
    shape = _VALUES.get(attribute)
    return value if shape is None or shape.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=_PLAIN | set(_ATTRIBUTES),
    attributes=_ATTRIBUTES,
    attribute_filter=_permitted,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    # No tag is removed together with its content: what looks like a script here is an author's text.
    clean_content_tags=set(),
)
