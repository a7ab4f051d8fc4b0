"""Make the forge's issue forms from the schemas, for those who only want to signal something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from generator.pipeline import PROJECT, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.checking import Checked
    from generator.schema import Field

FOLDER = PROJECT / ".github" / "ISSUE_TEMPLATE"
_HEAD = "# Fait d'après schemas/ par `make forms` : ne pas le modifier à la main.\n"
# Few fields: who signals something writes a message, not a record.
_ASKED = {
    "experimentation": (
        "une expérimentation",
        ("titre", "resume", "enjeux", "territoires", "debut", "sources"),
    ),
    "outil": ("un outil ou une méthode", ("titre", "resume", "type", "enjeux", "duree", "sources")),
    "acteur": ("un acteur", ("titre", "resume", "type", "territoire", "site", "sources")),
    "evenement": ("un rendez-vous", ("titre", "resume", "type", "debut", "lieu", "inscription")),
}
_THANKS = (
    "Merci. Dites ce que vous savez, une personne de l'équipe en fera une fiche. Ce que vous ignorez, "
    "laissez-le de côté. Ce message est public : n'y mettez ni adresse électronique, ni téléphone, ni nom "
    "sans accord."
)
_ANSWERED = "Merci. Dites où et quoi : nous corrigerons, ou nous vous dirons pourquoi nous ne le faisons pas."
_MISTAKE = (
    ("input", "page", "La page", "Son adresse, ou son titre.", True),
    ("textarea", "erreur", "Ce qui ne va pas", "Ce que la page dit, ce qu'il faudrait y lire.", True),
    ("textarea", "source", "D'où le tenez-vous ?", "Un lien, un document, un souvenir.", False),
)
_AGREED = "J'accepte que ce texte soit repris sous licence CC BY-SA 4.0, ou je cite la source d'où il vient."
_FREE_NAMES = "Le nom suffit. S'il y en a plusieurs, un par ligne."


def forms() -> dict[str, str]:
    """The name of each file of the folder, and its text."""
    checked = check(PROJECT)
    made = {f"{kind}.yml": _form(kind, checked) for kind in _ASKED}
    return made | {"config.yml": _HEAD + "blank_issues_enabled: true\n", "erreur.yml": _mistake()}


def _form(kind: str, checked: Checked) -> str:
    what, names = _ASKED[kind]
    fields = {field.nom: field for field in checked.schemas.fields(kind)}
    body = [_words(_THANKS), *(_question(kind, fields[name], checked) for name in names)]
    agreed = {"label": "Licence", "options": [{"label": _AGREED, "required": True}]}
    body.append({"type": "checkboxes", "id": "licence", "attributes": agreed})
    return _written(f"Signaler {what}", f"Vous connaissez {what} qui manque ici ? Dites-le.", body)


def _mistake() -> str:
    body = [_words(_ANSWERED)]
    body += [
        _asked(form, name, label, about, required=needed) for form, name, label, about, needed in _MISTAKE
    ]
    return _written("Signaler une erreur", "Une page se trompe, un lien est mort ? Dites-le.", body)


def _question(kind: str, field: Field, checked: Checked) -> Mapping[str, Any]:
    several = field.type_texte.startswith("liste")
    choices = [checked.schemas.label(kind, field.nom, value) for value, _ in field.valeurs]
    if field.reference == "enjeu":
        choices = [item.titre for item in checked.commons.enjeux]
    if choices:
        found = _asked("dropdown", field.nom, field.titre, field.description, required=field.obligatoire)
        found["attributes"] |= {"multiple": several, "options": choices}
        return found
    long = several or field.nom == "resume"
    about = _FREE_NAMES if field.reference else field.description
    return _asked("textarea" if long else "input", field.nom, field.titre, about, required=field.obligatoire)


def _asked(form: str, name: str, label: str, about: str, *, required: bool) -> dict[str, Any]:
    attributes = {"label": label, "description": about}
    return {"type": form, "id": name, "attributes": attributes, "validations": {"required": required}}


def _words(text: str) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": text}}


def _written(name: str, about: str, body: list[Any]) -> str:
    form = {"name": name, "description": about, "body": body}
    return _HEAD + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=110)
