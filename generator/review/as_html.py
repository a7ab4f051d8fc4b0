"""Write a report as one HTML page that needs no other file, no script and no server."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.diagnostics import printable
from generator.review.fitting import fitted, points
from generator.review.report_blocks import BulletList, Cite, Sentences, Title, quoted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.review.report_blocks import Bloc, Fold, Mots, Simple

_STYLE = """
:root { color-scheme: light dark; background: #fff; color: #1c1c1c; }
a { color: #0b4f8a; }
@media (prefers-color-scheme: dark) {
  :root { background: #14161a; color: #ececec; }
  a { color: #9cc7f5; }
}
body { max-width: 52rem; margin: 0 auto; padding: 1rem; font: 1.05rem/1.55 system-ui, sans-serif; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid currentcolor; }
code { overflow-wrap: anywhere; }
pre { padding: 0.8rem; border: 1px solid; border-radius: 0.4rem; white-space: pre-wrap;
  overflow-wrap: anywhere; }
li { margin: 0.3rem 0; }
details { margin: 1rem 0; padding: 0 0.8rem; border: 1px solid; border-radius: 0.4rem; }
summary { padding: 0.6rem 0; cursor: pointer; font-weight: 600; }
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
_NOTHING: Mapping[str, str] = MappingProxyType({})


def render(blocks: Iterable[Bloc], pages: Mapping[str, str] = _NOTHING) -> str:
    """The whole page; `pages` gives, for an address of the site, the file beside this one that shows it."""

    def write(block: Simple) -> str:
        return written(block, pages)

    def fold(block: Fold, most: int) -> str:
        inside = "\n".join(fitted(block.blocs, write, fold, most=most))
        return f"<details>\n<summary>{words_of(block.resume, pages)}</summary>\n{inside}\n</details>"

    body = "\n".join(fitted(blocks, write, fold))
    return (
        '<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>Ce que change la proposition</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def written(block: Simple, pages: Mapping[str, str] = _NOTHING) -> str:
    """One block as HTML, every word escaped, those of contributors in code."""
    match block:
        case Title():
            return f"<h{block.niveau}>{words_of(block.mots, pages)}</h{block.niveau}>"
        case Sentences():
            return f"<p>{words_of(block.mots, pages)}</p>"
        case BulletList():
            told, left = points(block, lambda point: f"<li>{words_of(point, pages)}</li>")
            told += [f"<li>… et {left} de plus</li>"] if left else []
            return "\n".join(["<ul>", *told, "</ul>"])
    kept, left = shortened(block.lignes)
    text = "\n".join(printable(line) for line in kept.split("\n"))
    rest_told = f"\n<p>… et {left} ligne{'s' * (left > 1)} de plus</p>" if left else ""
    return f"<pre><code>{escape(text)}</code></pre>{rest_told}"


def words_of(words: Mots, pages: Mapping[str, str] = _NOTHING) -> str:
    """A sentence as HTML; what it cites leads to its page where `pages` has one."""
    return "".join(_quote(one, pages) if isinstance(one, Cite) else escape(one) for one in words)


def _quote(cited: Cite, pages: Mapping[str, str]) -> str:
    shown = f"<code>{escape(quoted(cited))}</code>"
    file = pages.get(cited.adresse)
    return f'<a href="{escape(file)}">{shown}</a>' if file else shown
