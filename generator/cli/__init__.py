"""The command `espace`: what is typed becomes calls of the pipeline, what it answers becomes words."""

from __future__ import annotations

import sys

import click

from generator import interruption, pipeline
from generator.cli import checking, diff, drafting, fixing, options, publishing, review, streams, usage


@click.group(cls=usage.FrenchGroup)
def main() -> None:
    """Écrire, vérifier et publier un espace ressources.

    Chaque commande s'explique : espace COMMANDE --help. Pour commencer sans rien installer, le site a un
    formulaire, à l'adresse contribuer/formulaire/.
    """


for _command in (
    *(checking.check, fixing.fix, diff.diff, drafting.new, drafting.revise),
    *(review.report, review.preview),
    *(publishing.stage, publishing.build, publishing.serve),
):
    main.add_command(_command)


def run() -> None:
    """The command, with what the machine refuses told in words: exit 2."""
    streams.open_streams()
    interruption.stop_in_order()
    try:
        code = _run()
        interruption.stop_at_once()
    except interruption.Interrupted as stop:  # between two things that listen for it
        code = usage.say("interrompu", stop.code)
    sys.exit(code)


def _run() -> int:
    try:
        main(prog_name="espace", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as done:
        return int(done.code or 0)
    except streams.NobodyListens as error:
        return usage.say(f"la sortie : {error}" if str(error) else "", options.COULD_NOT_RUN)
    except (OSError, pipeline.CouldNotRun) as error:
        return usage.say(usage.words_of(error), options.COULD_NOT_RUN)
    except MemoryError:
        return usage.say("la mémoire est pleine", options.COULD_NOT_RUN)
    return options.CLEAN
