"""Tell what was announced and when: public calls, dates of an agenda, what is new; all without a clock."""

from generator.actualite.annonces import Annonce, annonces, annonces_de, seeking_a_collectivity
from generator.actualite.calendriers import Calendrier, calendriers
from generator.actualite.flux import EXEMPLES, MOST, TOUT, Flux, flux
from generator.actualite.noms import first_name, lasting_name
from generator.actualite.nouvelles import GENRES, Nouvelle, nouvelles
from generator.actualite.rendez_vous import RendezVous, exact_day, rendez_vous
from generator.actualite.texte import on_one_line
from generator.actualite.tracking import Echeance, Signature, Tracked, deadlines, tracked

__all__ = [
    "EXEMPLES",
    "GENRES",
    "MOST",
    "TOUT",
    "Annonce",
    "Calendrier",
    "Echeance",
    "Flux",
    "Nouvelle",
    "RendezVous",
    "Signature",
    "Tracked",
    "annonces",
    "annonces_de",
    "calendriers",
    "deadlines",
    "exact_day",
    "first_name",
    "flux",
    "lasting_name",
    "nouvelles",
    "on_one_line",
    "rendez_vous",
    "seeking_a_collectivity",
    "tracked",
]
