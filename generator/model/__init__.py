"""Say what things are: the records of a commons, typed, clean and tied to their places."""

from generator.model.assembly import assemble, record, site
from generator.model.commons import Commons
from generator.model.gazetteer import Gazetteer
from generator.model.parts import Dispositif, Etape, Hypothese, Source
from generator.model.records import (
    Acteur,
    Enjeu,
    Evaluation,
    Evenement,
    Experimentation,
    Journal,
    Outil,
    PageEditoriale,
    Protocole,
    Record,
    Ref,
    Site,
    Territoire,
)

__all__ = [
    "Acteur",
    "Commons",
    "Dispositif",
    "Enjeu",
    "Etape",
    "Evaluation",
    "Evenement",
    "Experimentation",
    "Gazetteer",
    "Hypothese",
    "Journal",
    "Outil",
    "PageEditoriale",
    "Protocole",
    "Record",
    "Ref",
    "Site",
    "Source",
    "Territoire",
    "assemble",
    "record",
    "site",
]
