"""Fill in a commons' own template for a kind: in a sandbox, escaped always, its faults told by file and line.

Who writes it keeps an espace and need not know this program. Nothing in it can switch escaping off, reach
what Python keeps behind a value, or read another file than the templates of the program.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from generator.diagnostics import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import BaseLoader, Template

    from generator.pages.frame.page import View

# Filters that vouch for what they are given: nothing a template holds is above being escaped.
_VOUCHING = frozenset({"safe", "xmlattr"})
_GIVEN = "view.head, view.fiche, view.champs, view.corps et view.foot"
_UNKNOWN = re.compile(r"No (filter|test) named '(.+)'")
_LAST_QUOTED = re.compile(r"'([^']+)'[^']*$")


class OwnTemplateError(ValueError):
    """A template of a commons is at fault; the message is in French, with file, line and remedy."""


class OwnTemplates:
    """The templates of commons, filled in with the filters and the templates of the program."""

    def __init__(self, loader: BaseLoader | None, filters: Mapping[str, Any]) -> None:
        environment = SandboxedEnvironment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        environment.filters.update(filters)
        for name in _VOUCHING:
            del environment.filters[name]
        self._environment = environment
        self._compiled = lru_cache(maxsize=64)(self._compile)  # the texts of a commons' templates, a few

    def check(self, path: str, text: str) -> None:
        """Raise `OwnTemplateError` where this template can be filled in with nothing."""
        self._compiled(path, text)

    def fill_in(self, path: str, text: str, view: View) -> str:
        """The HTML that the template `text`, the file `path`, makes of a view. Raises `OwnTemplateError`."""
        template = self._compiled(path, text)
        try:
            return template.render(view=view)
        except TemplateSyntaxError as error:
            raise _unread(path, error) from error
        except Exception as error:
            raise _unfilled(path, error) from error

    def _compile(self, path: str, text: str) -> Template:
        environment = self._environment
        try:
            tree = environment.parse(text, path, path)
            for node in tree.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
                raise _fault(
                    path, node.lineno, "« autoescape » ne se règle pas", remedy="retirez cette ligne"
                )
            code = environment.compile(tree, path, path)
        except TemplateSyntaxError as error:
            raise _unread(path, error) from error
        except RecursionError as error:
            raise _fault(path, 1, "trop de blocs l'un dans l'autre", remedy="retirez-en") from error
        return environment.template_class.from_code(environment, code, environment.make_globals(None))


def _unread(path: str, error: TemplateSyntaxError) -> OwnTemplateError:
    told = error.message or ""
    if found := _UNKNOWN.match(told):
        return _unknown(path, error.lineno, found)
    why = "cette ligne ne suit pas la syntaxe de Jinja"
    return _fault(path, error.lineno, why, remedy=f"corrigez-la, ou celle d'avant ; Jinja dit : {told}")


def _unfilled(path: str, error: Exception) -> OwnTemplateError:
    line = _line(path, error)
    if isinstance(error, SecurityError):
        return _fault(path, line, "ce qui est demandé là n'est pas pour les pages", remedy=f"prenez {_GIVEN}")
    if isinstance(error, TemplateNotFound):
        return _fault(
            path, line, f"le gabarit {quoted(str(error.name))} n'existe pas", remedy="corrigez son nom"
        )
    if found := _UNKNOWN.match(str(error)):  # within a condition, Jinja looks for it only when it gets there
        return _unknown(path, line, found)
    found = _LAST_QUOTED.search(str(error)) if isinstance(error, UndefinedError) else None
    if found:
        return _fault(path, line, f"{quoted(found[1])} n'existe pas", remedy=f"le gabarit reçoit {_GIVEN}")
    why = f"cette ligne ne peut pas être suivie ({type(error).__name__})"
    return _fault(path, line, why, remedy=f"corrigez-la ; le gabarit reçoit {_GIVEN}")


def _unknown(path: str, line: int, found: re.Match[str]) -> OwnTemplateError:
    what = "le filtre" if found[1] == "filter" else "le test"
    return _fault(path, line, f"{what} {quoted(found[2])} n'existe pas ici", remedy="retirez-le")


def _line(path: str, error: BaseException) -> int:
    """The line of the template that the error came through last; 1 if it names none."""
    line, at = 1, error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename == path:
            line = at.tb_lineno
        at = at.tb_next
    return line


def _fault(path: str, line: int, why: str, *, remedy: str) -> OwnTemplateError:
    return OwnTemplateError(f"{path}, ligne {line} : {why}\n  aide: {remedy}")
