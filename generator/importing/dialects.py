"""Write as this house does what GitBook, Hugo, MkDocs and Docusaurus add to Markdown, or tell of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.importing.piece import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALERTS = {
    "NOTE": ("info", "note", "abstract", "summary", "question", "quote", "example", "default", "details"),
    "TIP": ("success", "tip", "hint", "check", "conseil", "astuce"),
    "IMPORTANT": ("important", "primary"),
    "WARNING": ("warning", "attention", "caution-light", "avertissement", "bug"),
    "CAUTION": ("danger", "caution", "error", "failure", "alert"),
}
_SORTS = {name: alert for alert, names in _ALERTS.items() for name in names}
_FENCE = re.compile(r"\s*(```+|~~~+)")
_GITBOOK = re.compile(r'\{%\s*hint(?:\s+style="?(\w+)"?)?[^%]*%\}')
_GITBOOK_END = re.compile(r"\{%\s*endhint\s*%\}")
_HUGO = re.compile(
    r"\{\{[<%]\s*(notice|hint|callout|alert|admonition|tip|note|warning|info)\b([^>%]*)[>%]\}\}"
)
_HUGO_END = re.compile(
    r"\{\{[<%]\s*/\s*(?:notice|hint|callout|alert|admonition|tip|note|warning|info)\s*[>%]\}\}"
)
_COLONS = re.compile(r":::+\s*\{?\.?(\w+)\}?\s*(.*)")
_MARKS = re.compile(r'(?:!!!|\?\?\?\+?)\s+(\w+)(?:\s+"(.*)")?\s*')
_TAB = re.compile(r'\{%\s*tab\s+title="([^"]*)"\s*%\}')
_EMBED = re.compile(r'\{%\s*embed\s+url="(https?://[^"\s]+)"[^%]*%\}')
_FIGURE = re.compile(r"\{\{<\s*figure\s+([^>]*?)/?>\}\}")
_VIDEO = re.compile(r'\{\{<\s*youtube\s+(?:id=)?"?([\w-]{6,20})"?\s*>\}\}')
_SILENT = re.compile(
    r"\{%\s*(?:tabs|endtabs|endtab|content-ref|endcontent-ref|endembed|code|endcode|stepper|endstepper)\b[^%]*%\}"
)
_OTHER = re.compile(r"\{%[^%]*%\}|\{\{[<%].*?[>%]\}\}|\{\{.*?\}\}")
_GIVEN = re.compile(r'(\w+)="([^"]*)"')


def in_our_words(origin: str, text: str, first: int = 1) -> tuple[str, list[Remark]]:
    """The text with alerts for their blocks; what was not understood is told, with its line."""
    writer = _Writer(origin)
    lines = [
        said for number, line in enumerate(text.splitlines(), first) for said in writer.line(line, number)
    ]
    return "\n".join(lines).strip(), writer.remarks


class _Writer:
    """Writes a text line after line: what closes the alert and the code where it stands, if it is in some."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._fence = ""
        self._closing: re.Pattern[str] | None = None
        self.remarks: list[Remark] = []

    def line(self, line: str, number: int) -> Iterator[str]:
        """What a line becomes."""
        if self._is_code(line):
            yield f"> {line}".rstrip() if self._closing else line
            return
        if self._closing is _NEVER and line.strip() and not line.startswith(("    ", "\t")):
            self._closing = None
            yield ""
        if self._closing and self._closing.search(line):
            yield from self._end(line)
        elif self._closing is None and (opened := _opening(line)):
            yield from self._begin(opened)
        elif (said := _line(line, f"{self._origin}, ligne {number}", self.remarks)) is not None:
            yield self._inside(said) if self._closing else said

    def _is_code(self, line: str) -> bool:
        mark = _FENCE.match(line)
        was = self._fence
        if mark and not was:
            self._fence = mark[1]
        elif mark and mark[1].startswith(was) and line.strip() == mark[1]:
            self._fence = ""
        return bool(was or mark)

    def _begin(self, opened: tuple[str, str, re.Pattern[str], str]) -> Iterator[str]:
        sort, title, closing, rest = opened
        self._closing = closing
        yield f"> [!{sort}]"
        if title:
            yield from (f"> **{title}**", ">")
        if closing.search(rest):
            yield from self._end(rest)
        elif rest.strip():
            yield f"> {rest.strip()}"

    def _end(self, line: str) -> Iterator[str]:
        before = self._closing.sub("", line).strip() if self._closing else ""
        self._closing = None
        if before:
            yield f"> {before}"
        yield ""

    def _inside(self, said: str) -> str:
        if self._closing is _NEVER:
            said = re.sub(r"^(?: {4}|\t)", "", said)
        return f"> {said}".rstrip()


_NEVER = re.compile(r"(?!)")


def _opening(line: str) -> tuple[str, str, re.Pattern[str], str] | None:
    """The sort of an alert that opens here, its title, what closes it, and the rest of the line."""
    if found := _GITBOOK.match(line.strip()):
        return _SORTS.get(found[1] or "info", "NOTE"), "", _GITBOOK_END, line.strip()[found.end() :]
    if found := _HUGO.match(line.strip()):
        words = re.findall(r"\w+", found[2].casefold())
        sort = next((_SORTS[word] for word in (*words, found[1]) if word in _SORTS), "NOTE")
        title = dict(_GIVEN.findall(found[2])).get("title", "")
        return sort, title, _HUGO_END, line.strip()[found.end() :]
    if found := _COLONS.fullmatch(line.strip()):
        if found[1].casefold() in _SORTS:
            return _SORTS[found[1].casefold()], found[2].strip("[] "), re.compile(r"^\s*:::+\s*$"), ""
    elif (found := _MARKS.fullmatch(line)) and found[1].casefold() in _SORTS:
        return _SORTS[found[1].casefold()], found[2] or "", _NEVER, ""
    return None


def _line(line: str, place: str, remarks: list[Remark]) -> str | None:
    """A line without the blocks of other tools; None where nothing is left of it."""
    said = _TAB.sub(r"**\1**", line)
    said = _EMBED.sub(r"<\1>", said)
    said = _VIDEO.sub(r"<https://www.youtube.com/watch?v=\1>", said)
    said = _FIGURE.sub(_figure, said)
    said = _SILENT.sub("", said)
    for other in _OTHER.findall(_without_code(said)):
        remarks.append(Remark(place, f"ce bloc n'est pas compris : {other[:80]}"))
        said = said.replace(other, "")
    return None if line.strip() and not said.strip() else said


def _without_code(line: str) -> str:
    return re.sub(r"`[^`]*`", "", line)


def _figure(found: re.Match[str]) -> str:
    given = dict(_GIVEN.findall(found[1]))
    words = given.get("alt") or given.get("caption") or given.get("title") or ""
    return f"![{words}]({given.get('src', '')})"
