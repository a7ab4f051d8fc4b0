"""What differs between two revisions: matched by ids, told word by word, summed up, and applied exactly."""

from __future__ import annotations

import json
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Dispositif, Etape, Hypothese, Protocole, plain
from generator.model.parts import Changement, HypotheseRetiree, Source
from generator.pipeline import PROJECT
from generator.protocol import ChangeReason, DiffPiece, as_data, as_text, changed, difference, in_one_sentence
from generator.protocol.diff_tokens import cut
from generator.protocol.diff_words import word_by_word
from generator.protocol.matching import matched
from generator.protocol.paragraphs import blocks, by_paragraph, parted
from generator.working import schemas_of
from tests.drawn import TIMES
from tests.house.applying import apply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.protocol import Difference

T = TypeVar("T")
FIELDS = schemas_of(PROJECT).fields("protocole")
MARKS = {"egal": "{}", "retire": "[-{}-]", "ajoute": "{{+{}+}}"}
# The same trials at each run.
trials = settings(derandomize=True, deadline=None, max_examples=250 * TIMES)


def marked(pieces: Iterable[DiffPiece]) -> str:
    return "".join(MARKS[piece.genre].format(piece.texte) for piece in pieces)


def side(pieces: Iterable[DiffPiece], other: str) -> str:
    return "".join(piece.texte for piece in pieces if piece.genre in {"egal", other})


def revision(numero: int = 1, **fields: Any) -> Protocole:  # noqa: ANN401 — any field of a protocol
    return Protocole(
        id=f"essai/r{numero}",
        chemin=f"experiments/essai/protocole/r{numero}.md",
        ligne_corps=9,
        experimentation="essai",
        numero=numero,
        **{"corps": "", "date": f"2026-01-{numero:02}", "etat": "publiee", **fields},
    )


def said(*enonces: str, ids: str = "123456789") -> tuple[Hypothese, ...]:
    return tuple(Hypothese(id=f"H{key}", enonce=text) for key, text in zip(ids, enonces, strict=False))


def through_json(data: dict[str, Any]) -> dict[str, Any]:
    found = json.loads(json.dumps(data))
    assert isinstance(found, dict)
    return found


def content(one: Protocole) -> dict[str, Any]:
    """All that a revision says, as JSON has it; where its body starts in its file is no part of it."""
    return {name: value for name, value in plain(one).items() if name != "ligne_corps"}


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dans l'atelier, l’été.", ["Dans", "l'atelier", ",", "l’été", "."]),
        ("1 150 euros ou 1\u202f150,50 €", ["1 150", "euros", "ou", "1\u202f150,50 €"]),
        ("40 % de 2,5 à 12:30 le 2025-06-20", ["40 %", "de", "2,5", "à", "12:30", "le", "2025-06-20"]),
        ("en 2024 150 personnes", ["en", "2024", "150", "personnes"]),
        ("H1, le 1er rendez-vous du 2e", ["H1", ",", "le", "1er", "rendez-vous", "du", "2e"]),
        ("e\u0301te\u0301 👍🏽 👩\u200d👧 🇫🇷", ["e\u0301te\u0301", "👍🏽", "👩\u200d👧", "🇫🇷"]),
        ("## « Oui »... et _non_", ["##", "«", "Oui", "»", "...", "et", "_", "non", "_"]),
        (" \n\t ", []),
        ("\u0301", ["\u0301"]),
        ("100%sûr", ["100", "%", "sûr"]),
    ],
)
def test_what_is_one_word(text: str, words: list[str]) -> None:
    assert cut(text).words == words


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", ""),
        ("", "Un mot", "{+Un mot+}"),
        ("Un mot", "", "[-Un mot-]"),
        ("  ", " ", "[-  -]{+ +}"),
        ("La salle est pleine.", "La salle est vide.", "La salle est [-pleine-]{+vide+}."),
        ("Il faut 1 150 euros.", "Il faut 1 250 euros.", "Il faut [-1 150-]{+1 250+} euros."),
        ("Dès 40 % des voix.", "Dès 25 % des voix.", "Dès [-40 %-]{+25 %+} des voix."),
        ("Venir à l'atelier public", "Venir à l'accueil public", "Venir à [-l'atelier-]{+l'accueil+} public"),
        ("Les élus écoutent.", "Les élus écoutent bien.", "Les élus écoutent{+ bien+}."),
        # A small word between two changes is part of one change.
        ("Voici un chat et un chien gris", "Voici une oie et une vache gris",
         "Voici [-un chat et un chien-]{+une oie et une vache+} gris"),
        # A whole sentence, not the end of one and the start of the next.
        ("Le bar ouvre. Le bar ferme.", "Le bar ouvre. Le maire parle. Le bar ferme.",
         "Le bar ouvre. {+Le maire parle. +}Le bar ferme."),
        ("- pain\n- sel\n", "- pain\n- eau\n- sel\n", "- pain\n{+- eau\n+}- sel\n"),
        ("Deux mots\nsur deux lignes", "Deux mots sur deux lignes", "Deux mots[-\n-]{+ +}sur deux lignes"),
        # Nothing worth keeping in common: the one, then the other.
        ("Soirée au comptoir", "Matinée sur la place", "[-Soirée au comptoir-]{+Matinée sur la place+}"),
    ],
)  # fmt: skip
def test_word_by_word(before: str, after: str, told: str) -> None:
    assert marked(word_by_word(before, after)) == told


def test_a_lone_word_in_common_is_no_landmark_but_a_phrase_is() -> None:
    before, after = (
        "Ana lit trois pages bar Zoé mange quatre pommes",
        "Léo court sept tours bar Max peint cinq murs",
    )
    lone = marked(word_by_word(f"Le soir, {before}. Ainsi va la vie.", f"Le soir, {after}. Ainsi va la vie."))
    assert lone == f"Le soir, [-{before}-]{{+{after}+}}. Ainsi va la vie."
    kept = "de la même façon que vous"
    told = marked(word_by_word(f"Oui {kept} venez", f"Non {kept} partez"))
    assert told == f"[-Oui-]{{+Non+}} {kept} [-venez-]{{+partez+}}"


def test_texts_too_long_to_compare_are_replaced_but_for_their_ends() -> None:
    shared = [f"commun{i}" for i in range(8_000)]
    before, after = (
        " ".join([*(f"{name}{i}" for i in range(9_000)), *shared, *(f"{name}{i}" for i in range(9_000))])
        for name in ("mot", "nom")
    )
    assert [piece.genre for piece in word_by_word(before, after)] == ["retire", "ajoute"]
    assert marked(word_by_word(before, f"{before} fin")) == f"{before}{{+ fin+}}"


PLAIN = st.lists(
    st.sampled_from(
        ["le ", "chat", " ", "l'été", "\n", "\n\n", ". ", "40 %", "é", "```\n", "# ", "👍🏽", "de la "]
    ),
    max_size=30,
).map("".join)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
TEXTS = st.one_of(PLAIN, PLAIN, ANYTHING)


@trials
@given(TEXTS, TEXTS)
def test_pieces_make_both_texts(before: str, after: str) -> None:
    pieces = word_by_word(before, after)
    assert side(pieces, "retire") == before
    assert side(pieces, "ajoute") == after
    kinds = [piece.genre for piece in pieces]
    assert all(piece.texte for piece in pieces)
    assert not {("egal", "egal"), ("ajoute", "retire")} & set(pairwise(kinds))


# --- paragraphs ---------------------------------------------------------------------------------


def test_a_code_and_a_table_are_one_block_each() -> None:
    code = "~~~ sh\nun\n\n```\n\ndeux\n~~~"
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    assert blocks(f"\nUn.\n\n{code}\n\n \n{table}\n\n- x\n- y\n") == ["Un.", code, table, "- x\n- y"]
    assert blocks("```en ligne``` ici\n\nAprès") == ["```en ligne``` ici", "Après"]
    assert blocks("```\na\n``` b\n\nc\n```\n\nd") == ["```\na\n``` b\n\nc\n```", "d"]
    assert blocks("```\njamais fermé\n\nfin") == ["```\njamais fermé\n\nfin"]


@trials
@given(TEXTS)
def test_blocks_and_blanks_make_the_text(text: str) -> None:
    head, found = parted(text)
    assert head + "".join(block + blank for block, blank in found) == text
    assert all(block.strip() or block for block, _ in found)


def test_paragraphs_are_matched_in_order() -> None:
    before = "# Un titre\n\nLe bar associatif ouvre chaque vendredi soir.\n\nOn compte les voix.\n\nFin."
    after = "# Un titre\n\nDu neuf.\n\nLe bar associatif ouvre chaque samedi matin.\n\nFin."
    assert [(one.genre, marked(one.morceaux)) for one in by_paragraph(before, after)] == [
        ("egal", "# Un titre"),
        ("ajoute", "{+Du neuf.+}"),
        ("modifie", "Le bar associatif ouvre chaque [-vendredi soir-]{+samedi matin+}."),
        ("retire", "[-On compte les voix.-]"),
        ("egal", "Fin."),
    ]


def test_a_paragraph_that_moved_is_taken_out_and_put_in() -> None:
    told = by_paragraph("Le bar ouvre.\n\nLa place dort.", "La place dort.\n\nLe bar ouvre.")
    assert sorted(one.genre for one in told) == ["ajoute", "egal", "retire"]


def test_two_paragraphs_reworded_and_swapped_are_not_matched_across() -> None:
    bar, square = "Le bar associatif ouvre chaque {} soir.", "La place du marché se remplit {} midi."
    before = f"{bar.format('vendredi')}\n\n{square.format('avant')}"
    after = f"{square.format('après')}\n\n{bar.format('jeudi')}"
    assert sorted(one.genre for one in by_paragraph(before, after)) == ["ajoute", "modifie", "retire"]


def test_a_heading_is_matched_with_headings() -> None:
    told = by_paragraph("# Le bar associatif", "Le bar associatif ouvre")
    assert [one.genre for one in told] == ["retire", "ajoute"]


@trials
@given(TEXTS, TEXTS)
def test_paragraphs_make_both_texts(before: str, after: str) -> None:
    told = by_paragraph(before, after)
    assert [side(one.morceaux, "retire") for one in told if one.genre != "ajoute"] == blocks(before)
    assert [side(one.morceaux, "ajoute") for one in told if one.genre != "retire"] == blocks(after)
    assert all((len(one.morceaux) == 1) == (one.genre != "modifie") for one in told)


# --- what became of each id ---------------------------------------------------------------------


def rising(ranks: tuple[int, ...]) -> int:
    """How long is the longest rising run among some numbers, tried one by one."""
    best = [0] * len(ranks)
    for i, rank in enumerate(ranks):
        best[i] = 1 + max((best[j] for j in range(i) if ranks[j] < rank), default=0)
    return max(best, default=0)


@pytest.mark.parametrize("count", range(7))
def test_the_fewest_moved(count: int) -> None:
    before = said(*"abcdef"[:count])
    for order in permutations(range(count)):
        after = [before[rank] for rank in order]
        moved = {match.id for match in matched(before, after) if match.changements == ("deplace",)}
        assert len(moved) == count - rising(order)
        still = [item.id for item in after if item.id not in moved]
        assert still == sorted(still)


def test_kinds_of_change() -> None:
    before = revision(1, hypotheses=said("a", "b", "c"))
    after = revision(2, hypotheses=(*said("c", ids="3"), *said("a est dit", ids="1"), *said("d", ids="4")))
    found = difference(before, after)
    assert [(item.id, item.changements, item.rang_avant, item.rang_apres) for item in found.elements] == [
        ("H3", ("deplace",), 3, 1),
        ("H1", ("reformule",), 1, 2),
        ("H4", ("ajoute",), None, 3),
        ("H2", ("retire",), 2, None),
    ]


def test_a_step_that_changed_rewords_its_device() -> None:
    steps = (Etape(id="E1", texte="Ouvrir."), Etape(id="E2", texte="Parler."), Etape(id="E3", texte="Clore."))
    before = Dispositif(id="D1", titre="Cercle", etapes=steps)
    after = Dispositif(id="D1", titre="Cercle", etapes=(steps[2], steps[0], Etape(id="E4", texte="Rire.")))
    (item,) = difference(revision(1, dispositifs=(before,)), revision(2, dispositifs=(after,))).elements
    assert (item.changements, item.champs) == (("reformule",), ())
    assert [(step.genre, step.id, step.changements) for step in item.etapes] == [
        ("etape", "E3", ("deplace",)),
        ("etape", "E4", ("ajoute",)),
        ("etape", "E2", ("retire",)),
    ]


def test_a_number_written_otherwise_is_a_change() -> None:
    before, after = (revision(n, hypotheses=(Hypothese(id="H1", enonce="a", seuil=seuil),))
                     for n, seuil in ((1, 40), (2, 40.0)))  # fmt: skip
    assert changed(before, after) == {"H1": ("reformule",)}
    again = apply(before, through_json(as_data(before, after, difference(before, after))))
    assert repr(again.hypotheses) == repr(after.hypotheses)


def test_one_blank_line_more_says_nothing_new() -> None:
    before, after = revision(1, corps="\nUn.\n\nDeux.\n"), revision(2, corps="Un.\n\n\n \nDeux.")
    assert changed(before, after) == {}
    found = difference(before, after)
    assert found.vide
    assert apply(before, through_json(as_data(before, after, found))).corps == after.corps


# --- reasons ------------------------------------------------------------------------------------


def test_reasons_of_all_the_revisions_between() -> None:
    why = Changement(quoi="H1", pourquoi="Trop vague.")
    gone = Changement(quoi="H2", pourquoi="Impossible à voir.")
    first = revision(1, hypotheses=said("a", "b"), corps="Un.")
    second = revision(
        2, hypotheses=said("a dit", "b"), changements=(why,), motifs=("contexte",), corps="Deux."
    )
    third = revision(
        3,
        hypotheses=said("a redit"),
        changements=(why, gone, Changement(quoi="texte", pourquoi="Leçons du terrain.")),
        hypotheses_retirees=(
            HypotheseRetiree(id="H2", motif="Personne ne la défend."),
            HypotheseRetiree(id="H2", motif="Impossible à voir."),
        ),
        motifs=("resultats",),
        corps="Trois.",
    )
    found = difference(first, third, (second, third))
    assert {item.id: item.raisons for item in found.elements} == {
        "H1": (ChangeReason(2, "Trop vague."),),
        "H2": (ChangeReason(3, "Impossible à voir."), ChangeReason(3, "Personne ne la défend.")),
    }
    assert found.raisons_texte == (ChangeReason(3, "Leçons du terrain."),)
    assert found.motifs == ((2, ("contexte",)), (3, ("resultats",)))
    assert difference(first, third).motifs == ((3, ("resultats",)),)


def test_a_hypothesis_that_came_back_is_not_told_retired() -> None:
    gone = revision(2, hypotheses_retirees=(HypotheseRetiree(id="H1", motif="Trop tôt."),))
    why = Changement(quoi="H1", pourquoi="Le moment est venu.")
    back = revision(3, hypotheses=said("a dit"), changements=(why,))
    (item,) = difference(revision(1, hypotheses=said("a")), back, (gone, back)).elements
    assert (item.changements, item.raisons) == (("reformule",), (ChangeReason(3, "Le moment est venu."),))


def test_a_reason_for_what_came_back_as_it_was_is_not_told() -> None:
    why = (Changement(quoi="texte", pourquoi="Pour voir."),)
    found = difference(revision(1, corps="Un."), revision(2, corps="Un.", changements=why))
    assert (found.raisons_texte, found.vide) == ((), True)


# --- the sentence -------------------------------------------------------------------------------


def devices(*titles: str) -> tuple[Dispositif, ...]:
    return tuple(Dispositif(id=f"D{key}", titre=title) for key, title in enumerate(titles, 1))


FROM_1_TO_2 = "De la révision 1 à la révision 2 : "
NOTHING = "Rien ne change entre la révision 1 et la révision 2."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {"etat": "brouillon", "motifs": ("contexte",)}, None),
        (
            {"hypotheses": said("a", "b", "c"), "dispositifs": devices("x", "y"), "corps": "Un."},
            {
                "hypotheses": (*said("a dit", ids="1"), *said("c", "d", ids="34")),
                "dispositifs": devices("z", "y", "w"),
                "corps": "Deux.",
            },
            """une hypothèse ajoutée (H4), une retirée (H2) et une reformulée (H1) ;
            un dispositif ajouté (D3) et un reformulé (D1) ; le texte change.""",
        ),
        (
            {"hypotheses": said("a", "b", "c")},
            {"hypotheses": said("d", ids="4"), "titre": "Nouveau", "resume": "Tout est neuf."},
            """une hypothèse ajoutée (H4) et trois retirées (H1, H2 et H3) ;
            le titre et le résumé changent.""",
        ),
        (
            {"hypotheses": said("a", "b")},
            {"hypotheses": said("b dit", "a", ids="21")},
            "une hypothèse à la fois reformulée et déplacée (H2).",
        ),
        (
            {"dispositifs": devices("a", "b", "c", "d")},
            {"dispositifs": tuple(reversed(devices("a", "b", "c", "d")))},
            "trois dispositifs déplacés (D4, D3 et D2).",
        ),
        (
            {"hypotheses": said(*"abcdefghi")},
            {"auteurs": ("Ana",), "licence": "CC0-1.0"},
            """neuf hypothèses retirées (H1, H2, H3, H4, H5, H6, H7, H8 et H9) ;
            la licence et les auteurs changent.""",
        ),
        ({}, {"sources": (Source(titre="Loi", url="https://example.org/"),)}, "les sources changent."),
    ],
)
def test_in_a_sentence(before: dict[str, Any], after: dict[str, Any], told: str | None) -> None:
    sentence = NOTHING if told is None else FROM_1_TO_2 + " ".join(told.split())
    assert in_one_sentence(difference(revision(1, **before), revision(2, **after))) == sentence


# --- generated revisions ------------------------------------------------------------------------


TOLD = (
    None,
    "",
    " ",
    "\n",
    "Un.\n\nDeux.\n",
    "\n\nUn.\n\n\nDeux.",
    "Deux.\n\nUn.\n\nTrois.\n",
    "~~~\nsans\n\nfin\n",
    "# Titre\n\nLe bar ouvre le samedi.\n",
    "# Titre\n\nLe bar ouvre le vendredi soir.\n\n- un\n- deux\n",
    "l'été",
    "l’e\u0301te\u0301",
    "👩\u200d👧 40 % de 1 150",
    "👩 40 % de 1 250",
    "\u0301",
    "\t\u00a0x \u2028\r",
    "\x00\ufeff",
    "[-a-]{+b+}",
)
SEUILS = (None, "40 %", "", 0, -0.0, 0.0, 40, 40.0, 2.5, 10**15, -1e-9)


class Choices:
    """A revision made of choices, one byte each: far cheaper than a strategy for each field."""

    def __init__(self, tape: bytes) -> None:
        self._tape = iter(tape)

    def one(self, options: Sequence[T]) -> T:
        return options[next(self._tape) % len(options)]

    def ids(self, letter: str) -> list[str]:
        """Up to four ids, in any order."""
        left = [f"{letter}{number}" for number in range(1, 5)]
        return [left.pop(self.one(range(len(left)))) for _ in range(self.one(range(5)))]

    def device(self, key: str) -> Dispositif:
        return Dispositif(
            id=key,
            titre=self.one(TOLD) or "",
            outil=self.one((None, "cercle", "banc")),
            hypotheses=tuple(self.ids("H")),
            description=self.one(TOLD),
            etapes=tuple(Etape(id=step, texte=self.one(TOLD) or "") for step in self.ids("E")),
        )

    def hypothesis(self, key: str) -> Hypothese:
        enonce, indicateur = self.one(TOLD) or "", self.one(TOLD)
        return Hypothese(id=key, enonce=enonce, indicateur=indicateur, seuil=self.one(SEUILS))

    def revision(self, numero: int, corps: str, earlier: Protocole | None = None) -> Protocole:
        """A revision, in which half of what it shares with the `earlier` one is as it was."""
        spoken = {item.id: item for item in earlier.hypotheses} if earlier else {}
        played = {item.id: item for item in earlier.dispositifs} if earlier else {}
        why = Changement(quoi=self.one(("H1", "D1", "texte")), pourquoi=self.one(("Ainsi.", "Sinon.")))
        return revision(
            numero,
            corps=corps,
            titre=self.one(TOLD),
            resume=self.one(TOLD),
            hypotheses=tuple(
                self.one((spoken.get(key), None)) or self.hypothesis(key) for key in self.ids("H")
            ),
            dispositifs=tuple(self.one((played.get(key), None)) or self.device(key) for key in self.ids("D")),
            changements=self.one(((), (why,))),
            hypotheses_retirees=self.one(((), (HypotheseRetiree(id="H1", motif="Rien."),))),
            auteurs=self.one(((), ("Ana",), ("Ana", "Zoé"))),
            motifs=self.one(((), ("resultats",))),
            licence=self.one((None, "CC0-1.0")),
            sources=self.one(((), (Source(titre="Loi", url="https://example.org/"),))),
        )


@st.composite
def histories(draw: st.DrawFn) -> tuple[Protocole, Protocole]:
    """Two revisions of one protocol."""
    first, second = (Choices(draw(st.binary(min_size=300, max_size=300))) for _ in range(2))
    corps = draw(TEXTS)
    before = first.revision(1, corps)
    return before, second.revision(2, draw(st.one_of(st.just(corps), TEXTS)), before)


@trials
@given(histories())
def test_applying_the_data_gives_the_second_revision(pair: tuple[Protocole, Protocole]) -> None:
    before, after = pair
    found = difference(before, after)
    data = as_data(before, after, found)
    assert through_json(data) == data
    again = apply(before, through_json(data))
    assert content(again) == content(after)
    assert (again.id, again.chemin) == (after.id, after.chemin)
    assert repr(again.hypotheses) == repr(after.hypotheses)


@trials
@given(histories())
def test_what_changed_is_what_differs(pair: tuple[Protocole, Protocole]) -> None:
    before, after = pair
    found = difference(before, after)
    told = {item.id: item.changements for item in found.elements}
    if found.texte or {"titre", "resume"} & {field.champ for field in found.champs}:
        told["texte"] = ("reformule",)
    assert told == changed(before, after)
    assert not found.vide or not told
    assert difference(after, after).vide
    assert changed(after, after) == {}


@trials
@given(histories())
def test_every_change_is_written_for_a_terminal(pair: tuple[Protocole, Protocole]) -> None:
    before, after = pair
    found = difference(before, after)
    text = as_text(found, FIELDS)
    assert text.startswith(in_one_sentence(found) + "\n")
    heads = [line for line in text.splitlines() if line.startswith(("Hypothèse H", "Dispositif D"))]
    assert len(heads) >= len(found.elements)
    assert "\033" not in text
    assert text.endswith("\n")
    reasons = text.count("pourquoi : ") + text.count("sans raison donnée")
    assert reasons >= len(found.elements)


# --- data of something else ---------------------------------------------------------------------


@pytest.fixture
def told() -> tuple[Protocole, dict[str, Any], Difference]:
    before = revision(
        1,
        hypotheses=said("Le bar ouvre.", "b", "c"),
        dispositifs=(Dispositif(id="D1", titre="Cercle", etapes=(Etape(id="E1", texte="Ouvrir."),)),),
        corps="Un deux trois quatre.\n\nFin.\n",
    )
    after = revision(
        2,
        hypotheses=said("Le bar ferme.", "b", ids="14"),
        dispositifs=(Dispositif(id="D1", titre="Cercle", etapes=(Etape(id="E1", texte="Clore."),)),),
        corps="Un deux trois cinq.\n\nFin.\n",
    )
    found = difference(before, after)
    return before, through_json(as_data(before, after, found)), found


def test_data_from_another_revision_is_refused(told: tuple[Protocole, dict[str, Any], Difference]) -> None:
    before, data, _ = told
    with pytest.raises(ValueError, match="part de la révision 1 de « essai », pas de la révision 3"):
        apply(revision(3), data)
    with pytest.raises(ValueError, match="« autre »"):
        apply(before, data | {"experimentation": "autre"})
    with pytest.raises(ValueError, match="n'est plus celle d'où part cette différence"):
        apply(revision(1, hypotheses=before.hypotheses, corps="Autre."), data)


def test_errata_added_since_are_no_other_revision(told: tuple[Protocole, dict[str, Any], Difference]) -> None:
    before, data, _ = told
    noted = Changement(quoi="H1", pourquoi="Dit autrement.")
    same = revision(
        1,
        hypotheses=before.hypotheses,
        dispositifs=before.dispositifs,
        corps=before.corps,
        changements=(noted,),
    )
    assert content(apply(same, data)) == content(apply(before, data))


SPOILT = [
    ("champs",),
    ("hypotheses", "ordre"),
    ("hypotheses", "ecarts", 1, "changements"),
    ("hypotheses", "ecarts", 0, "champs", "enonce", "morceaux", 1),
    ("hypotheses", "ecarts", 1, "apres"),
    ("hypotheses", "ecarts", 2, "avant"),
    ("dispositifs", "ecarts", 0, "etapes", "ordre"),
    ("dispositifs", "ecarts", 0, "etapes", "ecarts", 0, "champs", "texte", "morceaux", 0),
    ("texte", "debut"),
    ("texte", "paragraphes", 0, "morceaux", 1),
    ("texte", "paragraphes", 1),
    ("changements",),
    ("vers",),
]


@pytest.mark.parametrize("path", SPOILT, ids=lambda path: "/".join(map(str, path)))
@pytest.mark.parametrize("how", ["removed", "a number", "a word"])
def test_spoilt_data_are_refused(
    told: tuple[Protocole, dict[str, Any], Difference], path: tuple[str | int, ...], how: str
) -> None:
    before, data, _ = told
    holder: Any = data
    for step in path[:-1]:
        holder = holder[step]
    if how == "removed":
        del holder[path[-1]]
    else:
        holder[path[-1]] = 7 if how == "a number" else "mot"
    with pytest.raises(ValueError, match="différence"):
        apply(before, data)
