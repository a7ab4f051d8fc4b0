"""Cut a file at its two `---` lines and read the front matter between them, through python-frontmatter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from generator.diagnostics import Diagnostic, Edit, Place, say
from generator.frozen import Frozen
from generator.sources import limits
from generator.sources.builder import build

if TYPE_CHECKING:
    from generator.sources.builder import BuiltData

_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
# What people type for a closing fence: long dashes, a wrong count, an indent.
_NEARLY = re.compile(
    r"[ \t]*(?:[-\u2010-\u2015_=*]{2,}|[\u2010-\u2015]|(?:[-\u2010-\u2015*_] ){2,}.|\.\.\.)[ \t]*"
)
_DASHES = re.compile(r"[ \t]*[-\u2010-\u2015](?: ?[-\u2010-\u2015])*[ \t]*")
_SIGNS = re.compile(r"[ \t]*(?:[_=*]{2,}|\.\.\.)[ \t]*")
_FIELD = re.compile(r"[a-zà-ÿ_]{2,40} ?:(?:\s|$)")


class Cut(Frozen):
    """A file cut in two. `body` starts on `body_line`.

    `header` is None where there is none to read; `unread` is then what stands in its place.
    """

    header: str | None
    body: str
    body_line: int
    fault: Diagnostic | None = None
    unread: str = ""


class StrictHandler(BaseHandler):
    """A handler for `frontmatter.parse` that is given the cut, and keeps what was built for who called it."""

    FM_BOUNDARY = _CLOSING

    def __init__(self, cut: Cut) -> None:
        super().__init__()
        self._cut = cut
        self.built: BuiltData | None = None

    def detect(self, text: str) -> bool:  # noqa: ARG002 - the cut is done
        """Whether the file has a front matter, as the cut found."""
        return self._cut.header is not None

    def split(self, text: str) -> tuple[str, str]:  # noqa: ARG002 - the cut is done
        """The front matter and the body, as cut."""
        return self._cut.header or "", self._cut.body

    def load(self, fm: str) -> dict[str, Any]:
        """The data of the front matter, empty where it cannot be read: `built` tells which."""
        self.built = build(fm)
        return dict(self.built.data or {})


def load(text: str, cut: Cut) -> BuiltData:
    """What the front matter of `text` holds, read by our own handler behind python-frontmatter's one door."""
    handler = StrictHandler(cut)
    frontmatter.parse(text, handler=handler)
    return handler.built or build(cut.header or "")


def cut(path: str, text: str) -> Cut:
    """Find the two `---` lines of `text`; if one is missing, it is a fault and there is no front matter."""
    opening = _OPENING.match(text)
    if not opening:
        return Cut(header=None, body=text, body_line=1, fault=_without_header(path, text))
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        return _unclosed(path, text)
    header = text[opening.end() : closing.start()]
    body = text[closing.end() + 1 :]
    line = text.count("\n", 0, closing.start()) + 2
    size = len(header.encode("utf-8", "replace"))
    if size > limits.FRONT_MATTER_BYTES:
        fault = Diagnostic(
            place=Place(path),
            rule="fiche-trop-longue",
            message=say(
                "entete-trop-longue", poids=size // 1024 + 1, limite=limits.FRONT_MATTER_BYTES // 1024
            ),
            help=say("entete-trop-longue-aide"),
        )
        return Cut(header=None, body=body, body_line=line, fault=fault, unread=header)
    return Cut(header, body, line)


def _without_header(path: str, text: str) -> Diagnostic:
    remedy = "commencez le fichier par une ligne « --- », puis les champs, puis une autre ligne « --- »"
    start = len(text) - len(text.lstrip())
    first = text[start:].split("\n", 1)[0]
    line = text.count("\n", 0, start) + 1
    if not first:
        return Diagnostic(
            place=Place(path), rule="entete-absente", message="le fichier est vide", help=remedy
        )
    if first.rstrip() == "---":
        return Diagnostic(
            place=Place(path, line, start - text.rfind("\n", 0, start)),
            rule="entete-absente",
            message="la ligne « --- » qui ouvre l'en-tête n'est pas tout au début du fichier",
            help="effacez les lignes et les espaces qui la précèdent",
            edits=(
                Edit(
                    Place(
                        path=path,
                        line=1,
                        column=1,
                        end_line=line,
                        end_column=start - text.rfind("\n", 0, start),
                    ),
                    "",
                ),
            ),
        )
    if _NEARLY.fullmatch(first):
        message = "cette ligne ressemble à celle qui ouvre l'en-tête, mais ne compte pas trois tirets simples"
        edits = _fence(path, text.split("\n"), 1) if start == 0 else ()
        return Diagnostic(
            place=Place(path, line),
            rule="entete-absente",
            message=message,
            help="écrivez exactement « --- »",
            edits=edits,
        )
    two = text.split("\n", 2)[:2]
    if len(two) > 1 and all(_FIELD.match(one) for one in two):
        message = "les champs commencent sans la ligne « --- » qui ouvre l'en-tête"
        remedy = "ajoutez une ligne « --- » au-dessus du premier champ, et une autre sous le dernier"
        edits = (Edit(_before(path, 1), "---\n"),)
    else:
        message, edits = "le fichier ne commence pas par la ligne « --- » qui ouvre l'en-tête", ()
    return Diagnostic(place=Place(path), rule="entete-absente", message=message, help=remedy, edits=edits)


def _unclosed(path: str, text: str) -> Cut:
    """Cut a file whose front matter is not closed at the line where the fence was most likely forgotten."""
    lines = text.split("\n")
    number, missing = _missing_fence(path, lines)
    after = "\n".join(lines[number:])
    return Cut(
        header=None, body=after, body_line=number + 1, fault=missing, unread="\n".join(lines[1:number])
    )


def _missing_fence(path: str, lines: list[str]) -> tuple[int, Diagnostic]:
    """After how many lines the fence is expected, and the fault."""
    message = "l'en-tête ouvert sur la première ligne n'est jamais fermé"
    for number, line in enumerate(lines[1:], 2):
        if _NEARLY.fullmatch(line):
            return number, Diagnostic(
                place=Place(path, number),
                rule="entete-non-fermee",
                message=f"{message} : cette ligne y ressemble, mais ne compte pas trois tirets simples",
                help="écrivez exactement « --- », sans rien devant",
                edits=_fence(path, lines, number),
            )
        if not line.strip() or line.startswith("# "):
            return number - 1, _add_fence(path, lines, number, message=message)
    return len(lines), _add_fence(path, lines, len(lines), message=message)


def _fence(path: str, lines: list[str], number: int) -> tuple[Edit, ...]:
    """The edit that turns a fence of other signs into `---`: dashes, or any signs next to a field."""
    line = lines[number - 1]
    whole = Place(path=path, line=number, column=1, end_line=number, end_column=len(line) + 1)
    beside = [*lines[number : number + 1], *lines[max(number - 2, 0) : number - 1]]
    is_fence = _DASHES.fullmatch(line) or (_SIGNS.fullmatch(line) and any(map(_FIELD.match, beside)))
    return (Edit(whole, "---"),) if is_fence else ()


def _add_fence(path: str, lines: list[str], number: int, *, message: str) -> Diagnostic:
    """The fault of a fence that was forgotten; its edit, unless fields go on further down."""
    after = next((line for line in lines[number - 1 :] if line.strip()), "")
    goes_on = _FIELD.match(after) is not None
    return Diagnostic(
        place=Place(path, number),
        rule="entete-non-fermee",
        message=message,
        help="ajoutez une ligne « --- » sous le dernier champ, ici",
        edits=() if goes_on or lines[number - 1].strip() else (Edit(_before(path, number), "---\n"),),
    )


def _before(path: str, number: int) -> Place:
    """The place just before a line."""
    return Place(path=path, line=number, column=1, end_line=number, end_column=1)
