"""Give every page its head and its foot: the path to it, who links to it, its sources, how to correct it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.addresses import calendar_address, dossier_address, feed_address
from generator.model import OwnRecord, Ref
from generator.pages.frame.citations import citable
from generator.pages.frame.forges import correction_address
from generator.pages.frame.licences import licence_view
from generator.pages.frame.links import link_to
from generator.pages.frame.notices import notice_of
from generator.pages.frame.own_fields import own_facts
from generator.pages.frame.search_card import search_card, site_card
from generator.pages.frame.views import Foot, Group, Head, Provenance, Suivi, Value, outside_link
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.declared_page import SitePage
    from generator.model import Record
    from generator.pages.frame.atlas import Atlas

SECTIONS = {name: Value(page.name, page.address) for name, page in SITE_PAGES.items()}
"""A link to each page of the site's own, under the name that menus and paths give it."""
ACCUEIL = SECTIONS["accueil"]
_INVENTED = {
    "experimentation": "Cette expérimentation n'a pas eu lieu. Elle montre une fiche complète.",
    "outil": "Cet outil vient d'une expérimentation inventée pour la démonstration.",
    "territoire": "Ce territoire n'existe pas : il sert de décor à une expérimentation inventée.",
    "acteur": "Cet acteur n'apparaît ici que dans une expérimentation inventée pour la démonstration.",
    "evenement": "Cet événement appartient à une expérimentation inventée pour la démonstration.",
}
_PRINTED = dict.fromkeys(("experimentation", "outil"), "Imprimer le dossier")
CALENDRIER, FLUX = "text/calendar", "application/atom+xml"
_SUIVIS = {
    "enjeu": ("Suivre cet enjeu", feed_address, "flux", FLUX),
    "territoire": ("Suivre ce territoire", feed_address, "flux", FLUX),
    "experimentation": ("Ajouter ses dates à mon agenda", calendar_address, "calendrier", CALENDRIER),
    "evenement": ("Ajouter à mon agenda", calendar_address, "calendrier", CALENDRIER),
}
_INVENTED_PART = "Cette page appartient à une expérimentation inventée pour la démonstration."


def head_of(
    atlas: Atlas,
    ref: Ref,
    titre: str,
    *breadcrumb: Value,
    surtitre: str = "",
    resume: str = "",
) -> Head:
    """The head of a record's page; `breadcrumb` is the path to it, the home page left out."""
    invented = _INVENTED.get(ref.kind, _INVENTED_PART) if ref in atlas.inventes else ""
    found = search_card(atlas, ref)
    surtitre = surtitre or atlas.commons.kinds[ref.kind].one
    return Head(
        titre=titre,
        breadcrumb=(ACCUEIL, *breadcrumb),
        surtitre=surtitre,
        resume=resume,
        invente=invented,
        search_card=found,
        cherchable=found is not None,
        suivis=follow_links(atlas, ref),
    )


def section_of(atlas: Atlas, kind: str) -> Value:
    """The page that lists the records of a kind."""
    found = atlas.commons.kinds[kind]
    return Value(found.list_name, found.listed_at)


def site_head(page: SitePage, *, title: str = "", summary: str = "") -> Head:
    """The head of a page of the site's own; authors may have written its `title` and its `summary`."""
    above = () if page.address == ACCUEIL.adresse else (ACCUEIL,)
    parent = (SECTIONS[page.parent],) if page.parent else ()
    titre, resume = title or page.title, summary or page.summary
    found = site_card(page, titre, resume)
    return Head(titre, (*above, *parent), resume=resume, search_card=found, cherchable=found is not None)


def list_head(titre: str, *breadcrumb: Value, surtitre: str = "", resume: str = "") -> Head:
    """The head of a page that lists records: a search gives the records instead."""
    return Head(titre=titre, breadcrumb=(ACCUEIL, *breadcrumb), surtitre=surtitre, resume=resume)


def follow_links(atlas: Atlas, ref: Ref) -> tuple[Suivi, ...]:
    """The feed of an enjeu or a territory, the calendar of an experiment or an event: where there is one."""
    if ref.kind not in _SUIVIS:
        return ()
    words, where, icone, kind = _SUIVIS[ref.kind]
    found = where(ref)
    return (Suivi(texte=words, adresse=found, icone=icone, type=kind),) if found in atlas.abonnements else ()


def foot_of(atlas: Atlas, ref: Ref, record: Record, titre: str, *deja: str) -> Foot:
    """The foot of a record's page; links from the kinds `deja` are shown elsewhere on it."""
    cited = citable(atlas.commons, ref, record, titre=titre, invente=ref in atlas.inventes)
    return Foot(
        sources=tuple(
            Provenance(
                titre=source.titre,
                adresse=external.adresse if (external := outside_link(source.url)) else None,
                consulte_le=source.consulte_le,
                certitude=atlas.label("experimentation", "sources.certitude", source.certitude),
            )
            for source in record.sources
        ),
        mentions=backlinks(atlas, ref, *deja),
        licence=licence_view(atlas, cited.licence),
        auteurs=", ".join(record.auteurs),
        publie_le=record.publie_le,
        modifie_le=record.modifie_le,
        reference=cited,
        correction=tuple(_correction(atlas, ref, record.chemin)),
        dossier=Value(words, dossier_address(ref)) if (words := _PRINTED.get(ref.kind)) else None,
        notice=None if ref in atlas.inventes else notice_of(atlas, ref, record, cited=cited),
        precisions=() if isinstance(record, OwnRecord) else own_facts(atlas, ref, record),
    )


def _correction(atlas: Atlas, ref: Ref, chemin: str) -> Iterator[Value]:
    """The form, filled with the record; then its file at the forge, which no JavaScript is needed for."""
    words = "Corriger cette page" if ref.kind == "page" else "Corriger cette fiche"
    yield Value(words, f"{SITE_PAGES['formulaire'].address}?corriger={quote(f'{ref.kind}/{ref.id}')}")
    where = correction_address(atlas, chemin)
    if where:
        yield Value(f"son fichier sur {atlas.label('site', 'forge', atlas.commons.site.forge or '')}", where)


def backlinks(atlas: Atlas, ref: Ref, *deja: str) -> tuple[Group, ...]:
    """Who links here, by kind, with the field that does; the kinds `deja` are left out."""
    fields: defaultdict[Ref, dict[str, None]] = defaultdict(dict)
    for link in atlas.graph.to(ref):
        if link.source.kind not in deja:
            # Most links come from texts: only the name of a field adds information.
            words = _field_in_words(atlas, link.source.kind, link.field) if link.field != "corps" else ""
            fields[link.source][words] = None
    return tuple(
        Group(kind.cited, f"Cite-{kind.name}", found)
        for kind in atlas.commons.kinds
        if (
            found := tuple(
                link_to(atlas, source, ", ".join(filter(None, names)))
                for source, names in fields.items()
                if source.kind == kind.name
            )
        )
    )


def _field_in_words(atlas: Atlas, kind: str, field: str) -> str:
    title = atlas.schemas.node(kind, (field.partition(".")[0],)).get("title", field)
    return f"{title[:1].lower()}{title[1:]}"
