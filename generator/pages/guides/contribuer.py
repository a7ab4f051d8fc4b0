"""The pages for those who contribute: the way in, then the rules and the fields, both generated."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.diagnostics import FAMILIES
from generator.frozen import Frozen, replace
from generator.model import PageEditoriale, Ref
from generator.pages.frame.forges import correction_address
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.search_card import search_card
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Card, Head, Value, mail_link
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Family
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.schema import Field

_PAGE, _RULES, _FIELDS = (SITE_PAGES[one] for one in ("contribuer", "regles", "champs"))
_FOLDER = "contribuer/"


class ContribuerView(Frozen):
    """The way in for contributors. `contact` is where to write to the site's people."""

    head: Head
    corps: Body | None
    guides: tuple[Card, ...]
    contact: Value | None
    correction: str | None


class ReglesView(Frozen):
    """The rules, family by family, as the catalogue holds them; `message` is one to learn to read."""

    head: Head
    familles: tuple[Family, ...]
    message: str


class FieldView(Frozen):
    """A field on one line. `nom` is its full name (`equipe.role`); `reference` the kind it names."""

    nom: str
    titre: str
    description: str
    type_texte: str
    obligatoire: bool
    exemple: str
    valeurs: tuple[tuple[str, str], ...]
    reference: str | None
    dans: str


class DescribedKind(Frozen):
    """A kind of record and its fields, those inside another field just after it."""

    code: str
    titre: str
    description: str
    champs: tuple[FieldView, ...]
    schema: str


class DescribedKindsView(Frozen):
    """Every kind of record: shown with its fields on one page, with its schema on another."""

    head: Head
    sortes: tuple[DescribedKind, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family; guides are made with the other editorial pages."""
    yield Planned(_PAGE.address, partial(contribute_page, atlas))
    yield Planned(_RULES.address, partial(rules_page, atlas))
    yield Planned(_FIELDS.address, partial(fields_page, atlas))


def contribute_page(atlas: Atlas) -> Page:
    """`/contribuer/`."""
    found = (atlas.commons.get(Ref("page", one)) for one in _PAGE.texts)
    written = next((one for one in found if isinstance(one, PageEditoriale)), None)
    guides = tuple(
        Card(titre=one.titre, adresse=address(Ref("page", one.id)), resume=one.resume or "", nature="Guide")
        for one in atlas.commons.pages
        if one.id.startswith(_FOLDER) and one.id not in _PAGE.texts
    )
    head = site_head(
        _PAGE, title=written.titre if written else "", summary=(written.resume if written else None) or ""
    )
    view = ContribuerView(
        head=replace(head, search_card=search_card(atlas, Ref("page", _PAGE.texts[0])) or head.search_card),
        corps=body_of(atlas, written) if written else None,
        guides=guides,
        contact=mail_link(atlas.commons.site.contact),
        correction=correction_address(atlas, written.chemin) if written else None,
    )
    return site_page(_PAGE, view)


def rules_page(atlas: Atlas) -> Page:
    """`/contribuer/regles/`: how to read a message, then every rule, why, what to do, and both examples."""
    return site_page(_RULES, ReglesView(site_head(_RULES), FAMILIES, _message(atlas)))


def _message(atlas: Atlas) -> str:
    """An example message: the first enjeu's id misspelt, without its plurals."""
    right = next((one.id for one in atlas.commons.enjeux), "mieux-decider")
    wrong = "-".join(word.rstrip("s") for word in right.split("-"))
    return (
        "experiments/le-banc-des-idees/index.md:6:10: erreur[reference-inconnue] "
        f"aucun enjeu ne s'appelle « {wrong if wrong != right else right[:-1]} »\n"
        f"  aide: vouliez-vous dire « {right} » ?"
    )


def fields_page(atlas: Atlas) -> Page:
    """`/contribuer/champs/`: every field of every kind of record."""
    return site_page(_FIELDS, DescribedKindsView(site_head(_FIELDS), kind_views(atlas)))


def kind_views(atlas: Atlas) -> tuple[DescribedKind, ...]:
    """Every kind of record with its fields."""
    return tuple(
        DescribedKind(
            code=kind,
            titre=title,
            description=description,
            champs=tuple(_flat(atlas.schemas.fields(kind))),
            schema=f"/schemas/{kind}.schema.json",
        )
        for kind, title, description in atlas.schemas.described
    )


def _flat(fields: tuple[Field, ...], inside: str = "") -> Iterator[FieldView]:
    for one in fields:
        name = f"{inside}.{one.nom}" if inside else one.nom
        yield FieldView(
            nom=name,
            titre=one.titre,
            description=one.description,
            type_texte=one.type_texte,
            obligatoire=one.obligatoire,
            exemple=one.exemples[0] if one.exemples else "",
            valeurs=one.valeurs,
            reference=one.reference,
            dans=inside,
        )
        yield from _flat(one.sous_champs, name)
