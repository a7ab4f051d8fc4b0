"""Say what is wrong with what was typed after `mkdocs build`, `serve` or `gh-deploy`: the plugin asks first.

MkDocs itself would go on, and end in a traceback or in a site with other addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.history import knows_remote

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

NO_FILE = (
    "les réglages se lisent dans un fichier du dossier de l'espace\n"
    "  aide: recommencez sans « --config-file - », ou avec le nom d'un fichier"
)
_ADDRESSES = (
    "le site garde son thème, material, et ses adresses, qui finissent par une barre\n"
    "  aide: recommencez sans --theme ni --no-directory-urls"
)
_NO_PORT = "le port {port} n'existe pas\n  aide: choisissez-en un entre 1024 et 65535"
_NO_REMOTE = (
    "« mkdocs gh-deploy » envoie le site au dépôt que git appelle « {name} », et git n'en connaît pas ici\n"
    "  aide: donnez son adresse avec « git remote add {name} ADRESSE », ou publiez par votre forge"
)
_PORTS = range(1, 65536)


def mistyped(config: MkDocsConfig, command: str, root: Path) -> str:
    """Why this `command` cannot be followed for the commons at `root`, in French; empty where it can."""
    if config.theme.name != "material" or not config.use_directory_urls:
        return _ADDRESSES
    if command == "serve" and config.dev_addr.port not in _PORTS:
        return _NO_PORT.format(port=config.dev_addr.port)
    if command == "gh-deploy" and not knows_remote(root, config.remote_name):
        return _NO_REMOTE.format(name=config.remote_name)
    return ""
