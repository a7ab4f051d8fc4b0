"""`espace heberger`: print what a web server has to know of the site."""

from __future__ import annotations

from pathlib import Path

import click

from generator import publishing, working
from generator.cli import options
from generator.hosting import caddyfile, htaccess, nginx_conf

_FILES = {"nginx": nginx_conf, "apache": htaccess, "caddy": caddyfile}


@click.command(
    short_help="Dire au serveur web ce qu'il doit savoir du site.",
    epilog=options.examples(
        "espace heberger nginx > espace.nginx.conf", "espace heberger caddy --site /srv/www/espace"
    ),
)
@click.argument("server", metavar="SERVEUR", type=click.Choice([*_FILES]))
@options.root
@options.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    help="Où est le site (par défaut : site/ dans le dossier de l'espace).",
)
def heberger(server: str, root: Path, *, site: Path | None) -> None:
    """Dire au serveur web ce qu'il doit savoir du site : nginx, apache ou caddy.

    Types des fichiers, compression, durée de garde, page 404, anciennes adresses, en-têtes de sécurité. Le
    texte se fait d'après le site construit : refaites-le à chaque publication. Pour Apache, le site le
    contient déjà, dans son fichier .htaccess.
    """
    with working.in_words():
        told = publishing.served(site or root / "site")
    click.echo(_FILES[server](told), nl=False)
