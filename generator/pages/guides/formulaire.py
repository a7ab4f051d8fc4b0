"""The page where anyone writes a contribution; without JavaScript it leads to the guides."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.diagnostics import PATTERNS, WORDS
from generator.frozen import Frozen, replace
from generator.model import PageEditoriale, Ref
from generator.output import OutputFile
from generator.pages.frame.forges import (
    ApiAtForge,
    CopyAtForge,
    api_at_forge,
    copy_at_forge,
    edit_address,
    new_file_address,
    upload_address,
)
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Head, Value, mail_link
from generator.pages.guides.contributions import contributions
from generator.pages.guides.corrections import CorrectionOnly, corrections
from generator.pages.guides.form_inputs import FormInput, FormOption, form_inputs
from generator.site_pages import SITE_PAGES
from generator.sources import ATTACHMENT_BYTES, SORTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from generator.kinds import Kinds
    from generator.model import Site
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page

_PAGE = SITE_PAGES["formulaire"]
_WORDS = "assets/formulaire/phrases.json"


class ProposalKind(Frozen):
    """A thing to propose: `premiers` and `autres` are its fields, `plan` the parts of its text.

    `fichier` is the path of its file, blanks included, and `dossier` the one that it has with images beside
    it, empty where it is the same; `guide` leads to the page that explains it, if any. What is `propose` is
    listed; the rest is there to correct records, `sans_texte` where their text is not to be touched.
    """

    code: str
    sorte: str
    titre: str
    phrase: str
    icone: str
    fichier: str
    dossier: str
    guide: Value | None
    experimentation: FormInput | None
    fixes: tuple[tuple[str, str], ...]
    premiers: tuple[FormInput, ...]
    autres: tuple[FormInput, ...]
    plan: tuple[str, ...]
    propose: bool
    sans_texte: bool


class FormulaireView(Frozen):
    """`nouveau` is the address of the forge's page for a new file, blanks included, empty without a forge.

    `edition` is that of its page to change a file, the same way.
    `envoi` is that of its page for whole folders, where it has one; `copie` the copy that someone without
    rights writes in, where the forge does not make it by itself; `api` how all is sent at once. `forge` is
    the name of the forge, `contact` where to write, `licence` that of the texts, `poids` the most bytes
    of a file beside a record.
    """

    head: Head
    sortes: tuple[ProposalKind, ...]
    forge: str
    nouveau: str
    edition: str
    envoi: str
    copie: CopyAtForge | None
    api: ApiAtForge | None
    contact: Value | None
    licence: str
    poids: int


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page."""
    yield Planned(_PAGE.address, partial(form_page, atlas))


def form_page(atlas: Atlas) -> Page:
    """`/contribuer/formulaire/`."""
    site = atlas.commons.site
    nouveau = new_file_address(atlas)
    view = FormulaireView(
        head=site_head(_PAGE),
        sortes=tuple(_kinds(atlas)),
        forge=atlas.label("site", "forge", site.forge or "") if nouveau else "",
        nouveau=nouveau,
        edition=edit_address(atlas),
        envoi=upload_address(atlas),
        copie=copy_at_forge(atlas),
        api=(api := api_at_forge(atlas)),
        contact=mail_link(site.contact),
        licence=site.licence,
        poids=ATTACHMENT_BYTES,
    )
    return replace(site_page(_PAGE, view), reaches=f"{api.adresse}/" if api else "")


def form_phrases(site: Site, kinds: Kinds) -> OutputFile:
    """The words of faults, and what finds the personal ones, as the form's scripts read them."""
    named = {kind.name: (kind.none_of_them, kind.in_a_sentence) for kind in kinds.nameable}
    public = [one.lower() for one in (*site.adresses_publiques, site.contact) if one]
    unseen = [(_for_browsers(one.pattern), one.rule, one.phrase, one.help) for one in SORTS]
    told = {**WORDS, "natures": named, "personnel": PATTERNS, "publiques": public, "caches": unseen}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return OutputFile(_WORDS, text.encode())


def _for_browsers(pattern: str) -> str:
    """The regular expression in ASCII only: UTF-8 cannot encode lone surrogates."""
    return "".join(one if one.isascii() else f"\\u{{{ord(one):x}}}" for one in pattern)


def _kinds(atlas: Atlas) -> Iterator[ProposalKind]:
    enjeux = tuple(
        FormOption(one.id, f"{one.numero}. {one.titre}", one.question) for one in atlas.commons.enjeux
    )
    event = atlas.schemas.trees["evenement"]
    for one in (*contributions(atlas.schemas), *corrections(atlas.schemas)):
        tree = atlas.schemas.trees[one.sorte]
        first, others = one.noms(tree)
        yield ProposalKind(
            code=one.code,
            sorte=one.sorte,
            titre=one.titre,
            phrase=one.phrase,
            icone=one.icone,
            fichier=tree["x-fichier"],
            dossier=_folder(tree),
            guide=_guide(atlas, one.guide),
            experimentation=_experiment(form_inputs(event, ["experimentation"], ())[0])
            if one.dans_une_experimentation
            else None,
            fixes=one.fixes,
            premiers=form_inputs(tree, first, enjeux),
            autres=form_inputs(tree, others, enjeux) if others else (),
            plan=tuple(tree.get("x-plan", ())),
            propose=not isinstance(one, CorrectionOnly),
            sans_texte=isinstance(one, CorrectionOnly) and one.sans_texte,
        )


def _folder(tree: Mapping[str, Any]) -> str:
    """The path of a record with attachments: such a record has a folder of its own."""
    others: list[str] = tree.get("x-sorte", {}).get("autres-fichiers", [])
    return next((one for one in others if one.endswith("/index.md")), "")


def _experiment(field: FormInput) -> FormInput:
    """The input for the experiment that a part belongs to, which is not a field but the file's folder."""
    return FormInput(
        nom="",
        genre=field.genre,
        titre=field.titre,
        aide="Celle dont vous parlez. Commencez à écrire son nom, puis choisissez-la.",
        exemple="",
        obligatoire=True,
        vers=field.vers,
    )


def _guide(atlas: Atlas, page_id: str) -> Value | None:
    found = atlas.commons.get(Ref("page", page_id))
    return Value(found.titre, address(Ref("page", page_id))) if isinstance(found, PageEditoriale) else None
