"""The type of each file that a site may hold, by the end of its name: servers know some, and not the same."""

from __future__ import annotations

from types import MappingProxyType

TYPES = MappingProxyType(
    {
        "bib": "application/x-bibtex",
        "cff": "application/yaml",
        "css": "text/css",
        "csv": "text/csv",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "geojson": "application/geo+json",
        "gif": "image/gif",
        "gz": "application/gzip",
        "html": "text/html",
        "ico": "image/vnd.microsoft.icon",
        "ics": "text/calendar",
        "jpeg": "image/jpeg",
        "jpg": "image/jpeg",
        "js": "text/javascript",
        "json": "application/json",
        "jsonld": "application/ld+json",
        "md": "text/markdown",
        "mjs": "text/javascript",
        "odt": "application/vnd.oasis.opendocument.text",
        "pdf": "application/pdf",
        "png": "image/png",
        "ris": "application/x-research-info-systems",
        "svg": "image/svg+xml",
        "ttl": "text/turtle",
        "txt": "text/plain",
        "wasm": "application/wasm",
        "webmanifest": "application/manifest+json",
        "webp": "image/webp",
        "woff2": "font/woff2",
        "xml": "application/xml",
        "yaml": "application/yaml",
        "yml": "application/yaml",
        "zip": "application/zip",
    }
)
"""Without a dot, sorted."""
_PACKED = ("image/", "font/", "application/gzip", "application/pdf", "application/vnd.", "application/zip")


def in_full(kind: str) -> str:
    """The type as a header says it: text is in UTF-8."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def that_shrink() -> list[str]:
    """The types worth compressing on the way, sorted."""
    return sorted(
        {kind for kind in TYPES.values() if kind == "image/svg+xml" or not kind.startswith(_PACKED)}
    )
