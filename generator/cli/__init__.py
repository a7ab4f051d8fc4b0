"""The command `espace`: what is typed becomes calls of the pipeline, what it answers becomes words."""

from __future__ import annotations

import sys

import click

from generator import pipeline
from generator.cli import checking, diff, drafting, fixing, options, publishing, review, usage


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
    try:
        main(prog_name="espace")
    except (OSError, pipeline.CouldNotRun) as error:
        click.echo(f"espace : {usage.words_of(error)}", err=True)
        sys.exit(options.COULD_NOT_RUN)
