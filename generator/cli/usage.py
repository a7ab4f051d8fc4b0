"""Translate click's messages and help into French."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from generator.cli.options import COULD_NOT_RUN
from generator.diagnostics import did_you_mean, quoted, some_of
from generator.interruption import Interrupted
from generator.machine import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

_CTRL_C = 130
_TYPED = "espace.typed"
_HEADINGS = {"Commands": "Commandes", "Positional arguments": "Arguments"}
_METAVARS = {
    "text": "TEXTE",
    "directory": "DOSSIER",
    "path": "CHEMIN",
    "integer": "NOMBRE",
    "integer range": "NOMBRE",
}


def words_of(error: Exception) -> str:
    """The French message for an exception that stopped a command."""
    if isinstance(error, MemoryError):
        return "la mémoire est pleine"
    return refused(error) if isinstance(error, OSError) else str(error)


def say(words: str, code: int) -> int:
    """Print why a command stops, if there is something to print; returns the exit code."""
    if words:
        click.echo(f"espace : {words}", err=True)
    return code


def code_of(stop: KeyboardInterrupt) -> int:
    """The exit code that a shell expects for this exception."""
    return stop.code if isinstance(stop, Interrupted) else _CTRL_C


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Emploi : ")

    def write_heading(self, heading: str) -> None:
        self.write(f"{_HEADINGS.get(heading, heading)} :\n")


class _Context(click.Context):
    formatter_class = _Formatter


class _Told(click.ClickException):
    def __init__(self, message: str, code: int = COULD_NOT_RUN) -> None:
        super().__init__(message)
        self.exit_code = code  # type: ignore[misc] # click has one for all

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"espace : {self.message}", file=file, err=file is None)


class FrenchGroup(click.Group):
    """A group of commands in French: it translates the commands added to it, which need no code for that."""

    context_class = _Context

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 — handed on to click as they come
        super().__init__(subcommand_metavar="COMMANDE [ARGUMENTS]...", **options)
        self._dress(self)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command and put the words of its help into French."""
        super().add_command(cmd, name)
        self._dress(cmd)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 — handed on to click as they come
    ) -> click.Context:
        """Read the first words typed. Raises a `ClickException` in French."""
        typed = tuple(args)
        with self._in_french():
            context = super().make_context(info_name, args, parent, **extra)
        context.meta[_TYPED] = typed
        return context

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 — what a command gives, says click
        """Read the rest and run it. Raises a `ClickException` in French."""
        with self._in_french():
            return super().invoke(ctx)

    @contextmanager
    def _in_french(self) -> Iterator[None]:
        try:
            yield
        except click.UsageError as error:
            raise self._told(error) from error
        except KeyboardInterrupt as interruption:
            message = "interrompu"
            raise _Told(message, code_of(interruption)) from interruption

    def _dress(self, command: click.Command) -> None:
        command.context_class = _Context
        click.help_option("-h", "--help", help="Montrer cette aide.")(command)
        for parameter in command.params:
            if parameter.metavar is None and isinstance(parameter, click.Option):
                parameter.metavar = _METAVARS.get(parameter.type.name)

    def _told(self, error: click.UsageError) -> click.ClickException:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            return error
        message, remedy = _words(error, self)
        return _Told(f"{message}\n  aide: {remedy}" if remedy else message)


def _words(error: click.UsageError, group: click.Group) -> tuple[str, str]:
    """The French message for a click exception: what is wrong, and what to do."""
    path = error.ctx.command_path if error.ctx else "espace"
    match error:
        case click.exceptions.NoSuchCommand() | click.NoSuchOption():
            return _unknown(error, path, group)
        case click.BadOptionUsage():
            flag = any(_is_flag(one, error.option_name) for one in _parameters(group))
            wants = "n'attend pas de valeur" if flag else "attend une valeur"
            return f"l'option {quoted(error.option_name)} {wants}", "pour en savoir plus, ajoutez --help"
        case click.BadParameter(param=click.Parameter() as parameter, ctx=click.Context() as context):
            return _bad_value(error, parameter, context)
    if error.message == "Missing command.":
        return "il manque une commande", _among("", group)
    found = re.match(r"Got unexpected extra arguments? \((.*)\)", error.message)
    if found:
        return f"{quoted(found[1])} est en trop", f"pour en savoir plus : {path} --help"
    return error.message, ""


def _unknown(
    error: click.exceptions.NoSuchCommand | click.NoSuchOption, path: str, group: click.Group
) -> tuple[str, str]:
    if isinstance(error, click.NoSuchOption):
        known = [name for one in (error.ctx.command.params if error.ctx else ()) for name in one.opts]
        near = did_you_mean(error.option_name, known)
        return f"l'option {quoted(error.option_name)} n'existe pas", near or f"pour les voir : {path} --help"
    return f"la commande {quoted(error.command_name)} n'existe pas", _among(error.command_name, group)


def _bad_value(
    error: click.BadParameter, parameter: click.Parameter, context: click.Context
) -> tuple[str, str]:
    if isinstance(error, click.MissingParameter):
        _, *pieces = context.command.collect_usage_pieces(context)
        usage = " ".join([context.command_path, *pieces])
        return f"il manque {parameter.human_readable_name}", f"écrivez : {usage}"
    given = quoted(_typed(parameter, context))
    name = parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
    match parameter.type:
        case click.Choice(choices=choices):
            return f"{name} : {given} n'est pas un choix possible", f"choisissez {some_of(map(str, choices))}"
        case click.IntRange(min=least, max=most):
            to = "" if most is None else f" et {most} au plus"
            return f"{name} : {given} ne convient pas", f"écrivez un nombre entier, {least} au moins{to}"
        case click.Path(file_okay=file_okay):
            place = Path(str(_typed(parameter, context)))
            what = "n'est pas un dossier" if not (file_okay or place.is_dir()) else "ne peut pas être lu"
            return (
                f"{name} : {given} {what if _exists(place) else 'ne mène nulle part'}",
                "vérifiez le chemin",
            )
    return f"{name} : {error.message}", ""


def _exists(place: Path) -> bool:
    try:
        return place.exists()
    except OSError:  # it may exist: we have no permission to look
        return True


def _typed(parameter: click.Parameter, context: click.Context) -> object:
    """The value as it was typed, which click keeps for itself."""
    _, *words = context.meta.get(_TYPED, ("",))
    values, _, _ = context.command.make_parser(context).parse_args(words)
    return values.get(parameter.name or "")


def _among(typed: str, group: click.Group) -> str:
    return did_you_mean(typed, group.commands) or f"choisissez {some_of(sorted(group.commands))}"


def _parameters(group: click.Group) -> Iterator[click.Parameter]:
    for command in group.commands.values():
        yield from command.params


def _is_flag(parameter: click.Parameter, name: str) -> bool:
    return isinstance(parameter, click.Option) and parameter.is_flag and name in parameter.opts
