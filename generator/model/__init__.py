"""Say what things are: the records of a commons, typed, clean and tied to their places."""

from generator.model.appel import Appel
from generator.model.assembly import assemble, lexicon_of, readable, record, site
from generator.model.commons import Commons
from generator.model.dates import day_in_words
from generator.model.facts import Site
from generator.model.gazetteer import Gazetteer
from generator.model.life import (
    a_signer,
    a_suivre,
    a_venir,
    appelle,
    arretee,
    en_cours,
    finie,
    n_attend_plus,
    peut_appeler,
    terrain_clos,
)
from generator.model.names import names_of, owner_of, paths_of
from generator.model.parts import Dispositif, Etape, Hypothese, Source
from generator.model.plain import plain, typed
from generator.model.records import (
    Acteur,
    Enjeu,
    Evaluation,
    Evenement,
    Experimentation,
    Journal,
    Outil,
    OwnRecord,
    PageEditoriale,
    Protocole,
    Record,
    Ref,
    Retrait,
    Territoire,
)
from generator.model.site_parts import Couleurs
from generator.model.words import (
    brouillon,
    de_premiere_main,
    favorable,
    plaide_contre,
    plaide_pour,
    publiee,
    se_contredisent,
    sens_du_verdict,
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
    "Gazetteer",
    "Hypothese",
    "Journal",
    "Outil",
    "OwnRecord",
    "PageEditoriale",
    "Protocole",
    "Record",
    "Ref",
    "Retrait",
    "Site",
    "Source",
    "Territoire",
    "a_signer",
    "a_suivre",
    "a_venir",
    "appelle",
    "arretee",
    "assemble",
    "brouillon",
    "day_in_words",
    "de_premiere_main",
    "en_cours",
    "favorable",
    "finie",
    "lexicon_of",
    "n_attend_plus",
    "names_of",
    "owner_of",
    "paths_of",
    "peut_appeler",
    "plaide_contre",
    "plaide_pour",
    "plain",
    "publiee",
    "readable",
    "record",
    "se_contredisent",
    "sens_du_verdict",
    "site",
    "terrain_clos",
    "typed",
]
