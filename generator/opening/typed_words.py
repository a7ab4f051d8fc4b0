"""Read what a person typed to open an espace: a value, or `CannotOpen` with one French sentence."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from generator import palette, web
from generator.diagnostics import did_you_mean, quoted, some_of
from generator.opening.cannot_open import CannotOpen
from generator.opening.wish import FORGES, MOST_ENJEUX, WishedEnjeu, WishedPlace
from generator.territory import FRANCE, reference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST = 200
_SHORTEST_TITLE, _LONGEST_TITLE = 3, 120
_PARTS_ABROAD = 3
_NIGHT = "-nuit"
_WHEN = {palette.JOUR: "de jour", palette.NUIT: "de nuit"}
_AN_EXAMPLE = "https://mon-espace.example/"


def name(typed: str) -> str:
    """The name of an espace."""
    found = text(typed)
    if not found:
        why = "un espace a un nom"
        raise CannotOpen(why, "donnez-le, par exemple « Espace ressources du Val »")
    return found


def text(typed: str) -> str:
    """A line of text, blanks taken off its ends; it may be empty."""
    found = typed.strip()
    if not found.isprintable() or len(found) > _LONGEST:
        why = f"{quoted(found[:40])} ne tient pas sur une ligne de {_LONGEST} signes"
        raise CannotOpen(why, "écrivez moins, sans retour à la ligne")
    return found


def site(typed: str) -> str:
    """The address of a site, a `/` at its end."""
    found = typed.strip()
    if not found.startswith(("https://", "http://")) or web.why_no_site(found):
        why = f"{quoted(found)} n'est pas l'adresse d'un site"
        raise CannotOpen(why, f"écrivez-la en entier, comme {_AN_EXAMPLE}")
    return found.rstrip("/") + "/"


def forge(typed: str) -> str:
    """The name of a forge."""
    found = typed.strip().lower()
    if found not in FORGES:
        why = f"la forge {quoted(typed)} n'est pas connue"
        raise CannotOpen(why, did_you_mean(found, FORGES) or f"choisissez {some_of(FORGES)}")
    return found


def enjeux(typed: Sequence[str]) -> tuple[WishedEnjeu, ...]:
    """From one to twenty enjeux, in their order; each is typed `titre` or `titre | question`."""
    if not 1 <= len(typed) <= MOST_ENJEUX:
        why = f"un espace a d'un à vingt enjeux, et non {len(typed)}"
        raise CannotOpen(why, "donnez-en un au moins" if not typed else "réunissez ceux qui se ressemblent")
    found = tuple(map(an_enjeu, typed))
    seen: dict[str, str] = {}
    for one in found:
        if one.id in seen:
            why = f"deux enjeux auraient le même nom de fichier, « {one.id} »"
            raise CannotOpen(why, "changez l'un des deux titres")
        seen[one.id] = one.titre
    return found


def an_enjeu(typed: str) -> WishedEnjeu:
    """One enjeu; without a question of its own, its title becomes one."""
    title, _, asked = (part.strip() for part in typed.partition("|"))
    title, asked = text(title), text(asked)
    if not _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE or not slug(title):
        why = f"{quoted(title)} n'est pas le titre d'un enjeu"
        raise CannotOpen(why, "écrivez quelques mots, comme « Partager l'eau »")
    return WishedEnjeu(slug(title), title, asked or f"{title.rstrip(' ?.!')} : comment faire ?")


def places(typed: Sequence[str], countries: Mapping[str, str]) -> tuple[WishedPlace, ...]:
    """Places of France by code or exact name, or abroad: `nom, niveau, pays`, a code of `countries`."""
    found = tuple(_abroad(one, countries) if "," in one else _of_france(one) for one in typed)
    for rank, one in enumerate(found):
        if one.id in {other.id for other in found[:rank]}:
            why = f"le territoire {quoted(one.titre)} est donné deux fois"
            raise CannotOpen(why, "retirez-en un")
    return found


def colours(typed: Sequence[str]) -> dict[str, dict[str, str]]:
    """Colours typed `accent=#7a2e4d`, or `accent-nuit=#f0b3cb` for the dark theme, held to what reads."""
    found: dict[str, dict[str, str]] = {}
    for one in typed:
        part, _, value = (piece.strip() for piece in one.partition("="))
        theme = palette.NUIT if part.endswith(_NIGHT) else palette.JOUR
        known = palette.THEME[theme]
        if part.removesuffix(_NIGHT) not in known:
            why = f"la couleur {quoted(part)} n'existe pas"
            raise CannotOpen(why, f"choisissez {some_of(known)}, suivi de « {_NIGHT} » pour le thème sombre")
        if not palette.is_colour(value.lower()):
            why = f"{quoted(value)} n'est pas une couleur"
            raise CannotOpen(why, "écrivez un dièse et six chiffres ou lettres de a à f, comme #7a2e4d")
        found.setdefault(theme, {})[part.removesuffix(_NIGHT)] = value.lower()
    for theme in found:
        for part, _, better in palette.illegible(found, theme):
            why = f"la couleur {quoted(found[theme][part])} ne se lit pas bien {_WHEN[theme]} ({part})"
            raise CannotOpen(why, f"prenez par exemple {quoted(better)}, de la même teinte")
    return found


def slug(title: str) -> str:
    """The name of a file for a title: small letters without accents, hyphens between words."""
    spelt = title.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def _of_france(typed: str) -> WishedPlace:
    asked = text(typed)
    official = reference()
    place = official.get(asked.lower()) or official.get(f"commune-{asked.lower()}")
    near = None if place else official.suggest(asked)
    guess = official.get(near) if near else None
    if guess and slug(guess.nom) == slug(asked) and guess.libelle == guess.nom:
        place = guess
    if place is None:
        why = f"le territoire {quoted(asked)} n'est pas reconnu"
        meant = f"vouliez-vous dire « {guess.id} » ({guess.libelle}) ? Sinon, d" if guess else "D"
        raise CannotOpen(
            why, f"{meant}onnez son code Insee, ou « nom, niveau, pays » pour un lieu d'un autre pays"
        )
    return WishedPlace(place.id, place.libelle)


def _abroad(typed: str, countries: Mapping[str, str]) -> WishedPlace:
    parts = [text(one) for one in typed.split(",")]
    if len(parts) != _PARTS_ABROAD or not all(parts) or not slug(parts[0]):
        why = f"le territoire {quoted(typed)} n'est pas écrit comme il faut"
        raise CannotOpen(
            why, "écrivez son nom, son niveau et le code de son pays, comme « Liège, Ville, BE »"
        )
    title, level, country = parts
    if country.upper() not in countries or country.upper() == FRANCE:
        why = f"{quoted(country)} n'est pas le code à deux lettres d'un pays étranger"
        raise CannotOpen(
            why, "écrivez par exemple BE pour la Belgique ; un lieu de France se donne par son code"
        )
    return WishedPlace(slug(title), title, pays=country.upper(), niveau_local=level)
