"""Fill in a Word template: in a sandbox, what a record holds staying text whatever it looks like.

Who changes a template keeps an espace and works in Word: a fault is told with the words around it, since a
Word file has no lines.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from docx.opc.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from generator.diagnostics import did_you_mean, quoted
from generator.papers.paper_error import PaperError
from generator.papers.told import BLANK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029 ]+")
_NOT_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTED = re.compile(r"'([^']+)'[^']*$")
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_LARGEST = 100_000_000  # bytes of a template once unpacked


class Sandbox(SandboxedEnvironment):
    """Jinja with nothing at hand but what is told; what comes out of it is text, never XML nor a block.

    It keeps what it compiled, for whoever fills in one template many times.
    """

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=_as_text)
        for name in ("safe", "xmlattr"):  # they vouch for what they are given
            del self.filters[name]
        self._compiled: dict[str, Any] = {}

    def from_string(self, source: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 — Jinja's own
        """The template that a text makes, compiled once."""
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source, *given, **named)
        return self._compiled[source]


def filled(
    template: bytes, told: Mapping[str, Mapping[str, Any]], where: str, *, sandbox: Sandbox | None = None
) -> tuple[bytes, int]:
    """The document, the same bytes each time, and how many places of it are left to complete.

    `where` names the template in messages. Raises `PaperError`.
    """
    paper = _opened(template, where)
    try:
        paper.render(told, sandbox or Sandbox(), autoescape=True)
        written = io.BytesIO()
        paper.save(written)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, SyntaxError) as error:
        raise _fault(where, error, told) from error
    return _lasting(written.getvalue())


class _Template(DocxTemplate):  # type: ignore[misc] # it says nothing of its types
    """A template whose text alone is filled in; what it makes must be sound, and is not mended in silence."""

    def build_xml(self, context: dict[str, Any], jinja_env: Environment | None = None) -> str:
        """The body, filled in. Raises `SyntaxError` where a block opens in one cell and closes in another."""
        body = super().build_xml(context, jinja_env)
        parse_xml(body)
        return str(body)

    def render_properties(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """Leave the properties of the file as the template has them: they hold no more than 255 signs."""


def _opened(template: bytes, where: str) -> _Template:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            small = sum(one.file_size for one in packed.infolist()) <= _LARGEST
        paper = _Template(io.BytesIO(template))
        if small:
            paper.init_docx()
            return paper
    except (zipfile.BadZipFile, LookupError, ValueError, SyntaxError, NotImplementedError, OSError) as error:
        raise _not_word(where) from error
    raise _not_word(where)


def _not_word(where: str) -> PaperError:
    return PaperError(
        f"{where} n'est pas un document Word que l'on puisse lire\n"
        "  aide: enregistrez-le au format .docx, sans mot de passe ni macro, ou retirez-le"
    )


def _as_text(value: object) -> Markup:
    """A value on one line, without what XML cannot hold. Braces are coded: docxtpl reads signs of its own."""
    text = _NOT_XML.sub("", _BREAKS.sub(" ", str(value)))
    return Markup(str(escape(text)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 — just escaped


def _fault(where: str, error: Exception, told: Mapping[str, Mapping[str, Any]]) -> PaperError:
    """Why a template cannot be filled in, with its words around the place where they are known."""
    around = " ".join(" ".join(getattr(error, "docx_context", ())).split())
    near = f", vers {quoted(around, 120)}" if around else ""
    named = _QUOTED.search(str(error))
    known = {name: f"{group}.{name}" for group in told for name in told[group]}
    names = f"les noms possibles sont {', '.join(known.values())}"
    if isinstance(error, SecurityError):
        why, remedy = "ce qui est demandé n'est pas pour un papier", f"retirez-le ; {names}"
    elif isinstance(error, UndefinedError) and named:
        why, remedy = f"{quoted(named[1])} n'existe pas", did_you_mean(named[1], known) or names
    elif isinstance(error, TemplateSyntaxError):
        why = f"une balise n'est pas écrite comme il faut ({quoted(error.message or '', 120)}, dit Jinja)"
        remedy = "comparez-la à celles du modèle du programme"
    elif isinstance(error, SyntaxError):
        why = "une balise s'ouvre dans une cellule ou un paragraphe et se ferme dans un autre"
        remedy = "écrivez {%p for … %} et {%p endfor %} seuls sur leur ligne, {%tr … %} pour un tableau"
    else:
        why, remedy = f"une balise ne peut pas être suivie ({type(error).__name__})", names
    return PaperError(f"{where} : {why}{near}\n  aide: {remedy}")


def _lasting(written: bytes) -> tuple[bytes, int]:
    """The same file without the hour at which it was packed, and its number of blanks."""
    packed, blanks = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(written)) as before, zipfile.ZipFile(packed, "w") as after:
        for one in before.infolist():
            content = before.read(one)
            blanks += content.count(BLANK.encode()) if one.filename.startswith("word/") else 0
            entry = zipfile.ZipInfo(one.filename, _FIRST_DAY_OF_ZIP)
            after.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue(), blanks
