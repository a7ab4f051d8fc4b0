"""What the command answers to words it does not understand: French, what to do, exit code 2."""

from __future__ import annotations

import errno
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from generator.cli import main, run
from generator.machine import refused
from generator.pipeline import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable

    Espace = Callable[..., tuple[object, str, str]]

# What click says in English, wherever it comes from.
_ENGLISH = (
    "Usage",
    "Error",
    "Try '",
    "No such",
    "Missing",
    "Invalid",
    "unexpected",
    "Show this",
    "Aborted",
    "Did you",
)


@pytest.fixture
def espace(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Espace:
    """The command, run in the project: its exit code, and what it wrote on each stream."""

    def command(*typed: str) -> tuple[object, str, str]:
        monkeypatch.chdir(PROJECT)
        monkeypatch.setattr(sys, "argv", ["espace", *typed])
        with pytest.raises(SystemExit) as ended:
            run()
        written = capsys.readouterr()
        assert [word for word in _ENGLISH if word in written.out + written.err] == []
        return ended.value.code, written.out, written.err

    return command


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("chek", "la commande « chek » n'existe pas\n  aide: vouliez-vous dire « check » ?"),
        ("publier", "la commande « publier » n'existe pas\n  aide: choisissez "),
        ("--zzz", "l'option « --zzz » n'existe pas\n  aide: pour les voir : espace --help"),
        ("--", "il manque une commande\n  aide: choisissez "),
        ("check --rot x", "l'option « --rot » n'existe pas\n  aide: vouliez-vous dire « --root » ?"),
        ("check -z", "l'option « -z » n'existe pas\n  aide: pour les voir : espace check --help"),
        ("check --root", "l'option « --root » attend une valeur"),
        ("build --clean=oui", "l'option « --clean » n'attend pas de valeur"),
        ("check --root nulle-part", "--root : « nulle-part » ne mène nulle part"),
        ("check --root README.md", "--root : « README.md » n'est pas un dossier"),
        (
            "check --format xml",
            "--format : « xml » n'est pas un choix possible\n  aide: choisissez texte, github",
        ),
        (
            "build --jobs deux",
            "--jobs : « deux » ne convient pas\n  aide: écrivez un nombre entier, 1 au moins et 64",
        ),
        ("build --jobs 65", "--jobs : « 65 » ne convient pas"),
        (
            "check --max-faults 0",
            "--max-faults : « 0 » ne convient pas\n  aide: écrivez un nombre entier, 1 au moins\n",
        ),
        ("serve --port 99999", "--port : « 99999 » ne convient pas"),
        ("build un deux", "« un deux » est en trop\n  aide: pour en savoir plus : espace build --help"),
        ("diff essai", "il manque rA\n  aide: écrivez : espace diff EXPERIMENTATION rA rB"),
        ("new", "il manque SORTE\n  aide: écrivez : espace new SORTE NOM..."),
        ("new outil x --date hier", "--date : « hier » n'est pas un jour du calendrier, écrit AAAA-MM-JJ"),
    ],
)
def test_what_is_not_understood(typed: str, said: str, espace: Espace) -> None:
    code, out, err = espace(*typed.split())
    assert (code, out) == (2, "")
    assert err.startswith(f"espace : {said}")


@pytest.mark.parametrize("typed", [[], ["--help"], *([name, "-h"] for name in main.commands)], ids=str)
def test_the_help_is_in_french(typed: list[str], espace: Espace) -> None:
    code, out, err = espace(*typed)
    text = out or err
    assert code == (0 if typed else 2)
    assert text.startswith("Emploi : espace ")
    assert "Montrer cette aide." in text
    strange = r" (?:TEXT|INTEGER|DIRECTORY|PATH)\b|\[required\]|\[x|\\b|^  .*\.\.\.$"
    assert re.findall(strange, text, re.MULTILINE) == []


@pytest.mark.parametrize("name", main.commands)
def test_the_help_shows_a_command_that_is_understood(name: str, espace: Espace) -> None:
    """What is to be copied names options and arguments that the command has."""
    shown = re.findall(r"^ +(espace .*)", (main.commands[name].epilog or ""), re.MULTILINE)
    assert shown or name in {"stage", "serve"}
    for line in shown:
        _, command, *typed = line.partition(" > ")[0].split()
        assert command == name
        known = {one for option in main.commands[name].params for one in option.opts}
        assert {word for word in typed if word.startswith("--")} <= known
        assert espace(command, *typed, "--help")[0] == 0


def test_every_sort_of_value_has_its_words() -> None:
    """An option of a new sort would answer in English: `usage._bad_value` is to learn it."""
    known = (click.Choice, click.IntRange, click.Path, click.types.StringParamType, click.types.BoolParamType)
    strange = {
        f"{name} {option.name}"
        for name, command in main.commands.items()
        for option in command.params
        if not isinstance(option.type, known)
    }
    assert strange == set()


def test_an_interruption_is_told(espace: Espace, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main.commands["check"], "callback", interrupted)
    assert espace("check") == (130, "", "espace : interrompu\n")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "le disque est plein"),
        (
            OSError(errno.ENOSPC, "", "/a", None, "/proc/b"),
            "/proc/b : le disque est plein (celui qui porte /proc)",
        ),
        (PermissionError(errno.EACCES, "Permission denied", "content"), "content : l'accès est refusé"),
        (FileNotFoundError(errno.ENOENT, "No such file", Path("x")), "x : il n'y a rien à cet endroit"),
        (OSError("une raison"), "une raison"),
    ],
)
def test_what_the_machine_refuses(error: OSError, said: str) -> None:
    assert refused(error) == said
