"""The command `espace`: turns what is typed into calls of the pipeline, and its results into words."""

from __future__ import annotations

import sys

import click

from generator import pipeline
from generator.cli import (
    checking,
    diff,
    drafting,
    fixing,
    hosting,
    importing_files,
    neighbour,
    opening,
    options,
    papers,
    publishing,
    review,
    streams,
    tracking,
    usage,
)
from generator.machine import missing


@click.group(cls=usage.FrenchGroup)
def main() -> None:
    """Écrire, vérifier et publier un espace ressources.

    Chaque commande s'explique : espace COMMANDE --help. Pour commencer sans rien installer, le site a un
    formulaire, à l'adresse contribuer/formulaire/.
    """


for _command in (
    *(checking.check, fixing.fix, diff.diff, drafting.new, drafting.revise),
    *(importing_files.importer, neighbour.voisin),
    *(review.report, review.preview),
    *(publishing.stage, publishing.build, publishing.join, publishing.serve, hosting.heberger),
    *(tracking.tracking, papers.paper, opening.init, opening.upgrade),
):
    main.add_command(_command)


def run() -> None:
    """Run the command; errors of the system are told in French, with exit code 2."""
    sys.exit(_run())


def _run() -> int:
    try:
        code = main(prog_name="espace", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except KeyboardInterrupt as stop:  # Ctrl+C between two handlers
        return usage.say("interrompu", usage.code_of(stop))
    except streams.NobodyListens as error:
        return usage.say(f"la sortie : {error}" if str(error) else "", options.COULD_NOT_RUN)
    except (OSError, MemoryError, pipeline.CouldNotRun) as error:
        return usage.say(usage.words_of(error), options.COULD_NOT_RUN)
    except ImportError as error:  # some libraries are imported lazily
        return usage.say(missing(error), options.COULD_NOT_RUN)
    return code if isinstance(code, int) else options.CLEAN
