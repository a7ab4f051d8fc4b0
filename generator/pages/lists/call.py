"""The page of one public call: what it seeks, what it offers, until when, and a short form to answer it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.addresses import address, call_calendar_address, call_feed_address, whole_feed_address
from generator.frozen import Frozen
from generator.model import Ref
from generator.news import every_call, on_one_line
from generator.pages.frame import cards
from generator.pages.frame.layout import ACCUEIL, CALENDRIER, FLUX, SECTIONS
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import page
from generator.pages.frame.views import Head, Suivi, Value, contact_link, is_mail, mail_link, outside_link
from generator.pages.lists.appels import guide_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Appel
    from generator.news import PublicCall
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Badge, EnjeuDot

_INVENTED = (
    "Cet appel est celui d'une expérimentation inventée pour la démonstration : il n'attend pas de réponse."
)
_HOW_TO_REACH = "Comment vous joindre"
_QUESTIONS = {
    "collectivites": (
        "Votre collectivité et votre fonction",
        "Ce qui vous intéresse dans cette expérimentation",
        "Ce que vous pouvez apporter : un lieu, du temps d'agents, un budget",
        _HOW_TO_REACH,
    ),
    "equipe": (
        "Votre nom, ou celui de votre structure",
        "Le rôle que vous proposez de tenir",
        "Ce que vous savez faire, avec un exemple",
        "Quand vous êtes disponible",
        _HOW_TO_REACH,
    ),
}
_ANY = ("Qui vous êtes", "Ce que vous proposez", _HOW_TO_REACH)


class Reponse(Frozen):
    """How a call is answered: on a page outside, by a message, or by what a contact that is neither says.

    `courriel` is the mailbox, `sujet` and `debut` what the message starts with; `message` is the whole as an
    address that mail programs open, each question with room below it.
    """

    page: Value | None
    autre: Value | None
    courriel: str
    sujet: str
    debut: str
    questions: tuple[str, ...]
    message: str


class AppelView(Frozen):
    """A call. `faits` are what it says, each under its name; `reponse` is None where nobody waits for one."""

    head: Head
    experimentation: Value
    resume: str
    enjeux: tuple[EnjeuDot, ...]
    faits: tuple[tuple[str, tuple[str, ...]], ...]
    page: Value | None
    ouvert_le: str
    clos_le: str | None
    phase: Badge
    suivi: bool
    reponse: Reponse | None
    guide: Value


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    for one in every_call(atlas.commons, atlas.jour):
        yield Planned(one.adresse, partial(call_page, atlas, one))


def call_page(atlas: Atlas, one: PublicCall) -> Page:
    """`/appels/<id>/`."""
    item, call = one.experimentation, one.appel
    kind = atlas.label("experimentation", "appels.type", call.type)
    where = address(Ref("experimentation", item.id))
    title = f"{kind} : {item.titre}"
    view = AppelView(
        head=Head(
            titre=title,
            breadcrumb=(ACCUEIL, SECTIONS["appels"]),
            resume=item.resume,
            invente=_INVENTED if item.inventee else "",
            suivis=tuple(_followed(atlas, one)),
        ),
        experimentation=Value(item.titre, where),
        resume=item.resume,
        enjeux=cards.pastilles(atlas, item.enjeux),
        faits=tuple((name, values) for name, values in _told(atlas, one) if values),
        page=outside_link(call.repondre),
        ouvert_le=call.ouvert_le,
        clos_le=call.clos_le,
        phase=cards.phase(atlas, item),
        suivi=one.suivi,
        reponse=None if one.suivi or item.inventee else _answer(atlas, one, title),
        guide=guide_of(atlas, call.type),
    )
    return page(one.adresse, "appel.html", view, description=f"{kind}. {item.resume}")


def _followed(atlas: Atlas, one: PublicCall) -> Iterator[Suivi]:
    calendar = call_calendar_address(one.adresse)
    if calendar in atlas.abonnements:
        yield Suivi(
            texte="Ajouter le dernier jour à mon agenda",
            adresse=calendar,
            icone="calendrier",
            type=CALENDRIER,
        )
    feed = call_feed_address(one.adresse)
    if feed in atlas.abonnements:
        yield Suivi(texte="Suivre cet appel", adresse=feed, icone="flux", type=FLUX)
    yield Suivi(texte="Suivre les appels", adresse=whole_feed_address("appels"), icone="flux", type=FLUX)


def _told(atlas: Atlas, one: PublicCall) -> Iterator[tuple[str, tuple[str, ...]]]:
    item, call = one.experimentation, one.appel
    places = cards.places_in_words(atlas, item)
    yield "Où", (places,) if places else ()
    yield (
        "Rôles à pourvoir",
        tuple(atlas.label("experimentation", "appels.roles", role) for role in call.roles),
    )
    yield "Compétences cherchées", call.competences
    yield "Moyens", (call.moyens,) if call.moyens else ()
    yield "Critères", call.criteres


def _answer(atlas: Atlas, one: PublicCall, title: str) -> Reponse:
    call, site = one.appel, atlas.commons.site
    own = call.contact if is_mail(call.contact) else ""
    mail = "" if call.est_relaye else own or (site.contact or "" if not _elsewhere(call) else "")
    subject = f"Réponse : {on_one_line(title)}"
    start = (
        f"Bonjour,\n\nJe réponds à cet appel :\n{on_one_line(title)}\n{site.url.rstrip('/')}{one.adresse}\n"
    )
    questions = _QUESTIONS.get(call.type, _ANY)
    blank = "".join(f"\n{question} :\n\n" for question in questions)
    box = mail_link(mail)
    body = quote(f"{start}{blank}".replace("\n", "\r\n"), safe="")
    return Reponse(
        page=outside_link(call.repondre),
        autre=contact_link(call.contact) if call.contact and not own else None,
        courriel=mail,
        sujet=subject,
        debut=start,
        questions=questions,
        message=f"{box.adresse}?subject={quote(subject, safe='')}&body={body}" if box else "",
    )


def _elsewhere(call: Appel) -> bool:
    """Whether the call says by itself where its answers go."""
    return bool(call.repondre or call.contact)
