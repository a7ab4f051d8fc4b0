"""A small commons where something real happened, beside the invented one: calls, dates, results."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.exports.atom import feeds
from generator.exports.changes_files import changes_files
from generator.exports.icalendar import agendas
from generator.index import Index, index_of
from generator.pipeline import check
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from pathlib import Path

    from generator.graph import LinkGraph
    from generator.model import Commons
    from generator.schema import Schemas

FILES = {
    "experiments/marche-du-jeudi/index.md": """---
titre: Le marché du jeudi
resume: Un débat tenu entre les étals du marché, pour entendre ceux qui ne viennent pas en mairie.
cadre: reseau
statut: mise-en-oeuvre
enjeux: [lien-durable, decider-ensemble]
territoires: [commune-68224]
appels:
  - {type: collectivites, ouvert_le: 2024-01-10, clos_le: 2024-03-31}
  - {type: equipe, ouvert_le: 2024-04}
licence: CC-BY-SA-4.0
publie_le: 2024-05-01
modifie_le: 2024-06-01
---
Un récit.
""",
    "experiments/marche-du-jeudi/protocole/r1.md": """---
date: 2024-05-02
etat: publiee
hypotheses: [{id: H1, enonce: Un étal attire des habitants.}]
dispositifs: [{id: D1, titre: Étal, outil: carnet-de-marche, hypotheses: [H1]}]
licence: CC-BY-4.0
---
""",
    "experiments/marche-du-jeudi/protocole/r2.md": """---
date: 2024-06-02
etat: publiee
motifs: [resultats]
hypotheses: [{id: H1, enonce: Un étal attire de nouveaux habitants.}]
dispositifs: [{id: D1, titre: Étal, outil: carnet-de-marche, hypotheses: [H1]}]
changements: [{quoi: H1, pourquoi: Il fallait compter les nouveaux.}]
licence: CC-BY-4.0
---
""",
    "experiments/marche-du-jeudi/protocole/r3.md": """---
date: 2024-07-02
etat: brouillon
motifs: [contexte]
hypotheses: [{id: H1, enonce: Un étal couvert attire de nouveaux habitants.}]
dispositifs: [{id: D1, titre: Étal, outil: carnet-de-marche, hypotheses: [H1]}]
changements: [{quoi: H1, pourquoi: Il pleut.}]
licence: CC-BY-4.0
---
""",
    "experiments/marche-du-jeudi/journal/2024-05-09-premier-jeudi.md": """---
date: 2024-05-09
dispositifs: [D1]
auteurs: [Camille Exemple]
licence: CC-BY-SA-4.0
---
On a parlé.
""",
    "experiments/marche-du-jeudi/evaluation.md": """---
date: 2024-09-01
publie_le: 2024-09-15
verdicts: [{hypothese: H1, verdict: partielle}]
impact: [{indicateur: présents}]
enseignements: ["Annoncer le sujet la veille."]
na_pas_marche: [{constat: "Il a plu.", cause: calendrier}]
licence: CC-BY-SA-4.0
---
""",
    "experiments/place-vide/index.md": """---
titre: La place vide
resume: Une proposition, sans collectivité encore, pour laisser une place vide au conseil.
cadre: labo
statut: appel
enjeux: [decider-ensemble]
appels:
  - {type: collectivites, ouvert_le: 2024-08-01, contact: essai@example.org}
licence: CC0-1.0
publie_le: 2024-08-01
---
""",
    "toolbox/carnet-de-marche.md": """---
titre: Le carnet de marché
resume: Un carnet où l'on note ce que disent les passants, sans leur nom.
type: outil
enjeux: [lien-durable]
licence: CC-BY-SA-4.0
publie_le: 2024-05-01
---
""",
    "content/evenements/deux-jours.md": """---
titre: Deux jours au marché
resume: Deux jours de débats entre les étals, ouverts à tous.
type: rencontre
debut: 2024-05-30
fin: 2024-05-31
lieu: Place du Marché, Mulhouse
territoire: commune-68224
experimentation: marche-du-jeudi
licence: CC-BY-SA-4.0
publie_le: 2024-05-03
---
""",
    "content/evenements/un-mois.md": """---
titre: Une rencontre en juillet
resume: Une rencontre dont on ne sait que le mois, sans date de publication.
type: rencontre
debut: 2024-07
experimentation: marche-du-jeudi
licence: CC-BY-SA-4.0
---
""",
}
EXPERIMENT = "marche-du-jeudi"
# The tool, the event, the experiments; the evaluation, the note; two revisions; three calls.
RECORDS, RESULTS, REVISIONS, CALLS = 4, 2, 2, 3


@dataclass(frozen=True, slots=True)
class Made:
    """A commons that was read, and what it takes to publish it."""

    # Every place of France is in it: a failure must not print them all.
    index: Index = field(repr=False)

    @property
    def commons(self) -> Commons:
        return self.index.commons

    @property
    def graph(self) -> LinkGraph:
        return self.index.graph

    @property
    def schemas(self) -> Schemas:
        return self.index.schemas

    def index_of(self, commons: Commons | None) -> Index:
        """The index of this commons, or of another that has its links."""
        return index_of(commons, self.graph, self.schemas) if commons else self.index

    def feeds(self, commons: Commons | None = None) -> dict[str, bytes]:
        """The feeds by address, of this commons or of another that has its links."""
        index = self.index_of(commons)
        told = (*feeds(index), *changes_files(index))
        return {f"/{one.path}": one.content for one in told if one.path.endswith(".xml")}

    def calendars(self, commons: Commons | None = None) -> dict[str, bytes]:
        """The calendars by address."""
        return {f"/{one.path}": one.content for one in agendas(self.index_of(commons))}


def made(root: Path, files: dict[str, str | None] | None = None) -> Made:
    """The base of the cases, `FILES` over it, then `files` (None: no such file). No fault in it."""
    lay_base(root)
    for path, text in {**FILES, **(files or {})}.items():
        if text is None:
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    found = check(root)
    faults = [(fault.place.path, fault.message) for fault in found.diagnostics]
    assert faults == []
    return Made(found.index)
