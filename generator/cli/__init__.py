"""The command `espace`: what is typed becomes calls of the pipeline, what it answers becomes words."""

from __future__ import annotations

import sys

import click

from generator import pipeline
from generator.cli import checking, options, publishing


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Vérifier et publier un espace ressources."""


for _command in (checking.check, publishing.stage, publishing.build, publishing.serve):
    main.add_command(_command)


def run() -> None:
    """The command, with what the machine refuses told in words: exit 2."""
    try:
        main(prog_name="espace")
    except (OSError, pipeline.CouldNotRun) as error:
        click.echo(f"espace : {error}", err=True)
        sys.exit(options.COULD_NOT_RUN)
