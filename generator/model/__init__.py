"""Say what things are: the records of a commons, typed, clean and tied to their places."""

from generator.model.assembly import assemble, readable, record, site
from generator.model.commons import Commons
from generator.model.dates import en_mots
from generator.model.facts import Site
from generator.model.gazetteer import Gazetteer
from generator.model.names import names_of, owner_of, paths_of
from generator.model.parts import Appel, Couleurs, Dispositif, Etape, Hypothese, Source
from generator.model.plain import plain, typed
from generator.model.records import (
    Acteur,
    Enjeu,
    Evaluation,
    Evenement,
    Experimentation,
    FicheLibre,
    Journal,
    Outil,
    PageEditoriale,
    Protocole,
    Record,
    Ref,
    Retrait,
    Territoire,
)

__all__ = [
    "Acteur",
    "Appel",
    "Commons",
    "Couleurs",
    "Dispositif",
    "Enjeu",
    "Etape",
    "Evaluation",
    "Evenement",
    "Experimentation",
    "FicheLibre",
    "Gazetteer",
    "Hypothese",
    "Journal",
    "Outil",
    "PageEditoriale",
    "Protocole",
    "Record",
    "Ref",
    "Retrait",
    "Site",
    "Source",
    "Territoire",
    "assemble",
    "en_mots",
    "names_of",
    "owner_of",
    "paths_of",
    "plain",
    "readable",
    "record",
    "site",
    "typed",
]
