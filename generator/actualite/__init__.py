"""Tell what was announced and when: public calls, dates of an agenda, what is new; all without a clock."""

from generator.actualite.annonces import Annonce, annonces, cherchent
from generator.actualite.calendriers import Calendrier, calendriers
from generator.actualite.flux import EXEMPLES, MOST, TOUT, Flux, flux
from generator.actualite.noms import nom_durable, premier_nom
from generator.actualite.nouvelles import GENRES, Nouvelle, nouvelles
from generator.actualite.rendez_vous import RendezVous, jour_exact, rendez_vous
from generator.actualite.texte import une_ligne

__all__ = [
    "EXEMPLES",
    "GENRES",
    "MOST",
    "TOUT",
    "Annonce",
    "Calendrier",
    "Flux",
    "Nouvelle",
    "RendezVous",
    "annonces",
    "calendriers",
    "cherchent",
    "flux",
    "jour_exact",
    "nom_durable",
    "nouvelles",
    "premier_nom",
    "rendez_vous",
    "une_ligne",
]
