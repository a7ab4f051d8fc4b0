"""Once a year, rebuild the reference of territories from the official data, then review what changed.

From the project's root, with the version of the package that carries the new year:

    npm install --no-save --prefix /tmp/cog @etalab/decoupage-administratif@6.0.0
    python tools/territoires/reduire.py /tmp/cog/node_modules/@etalab/decoupage-administratif

It writes `generator/territory/data/territoires.txt.gz`, then `lieux.zip`, that `morceaux.py` cuts from it:
the same bytes for the same package. It counts what changed. Then bring `generator/territory/data/LICENCE.md`
up to date: it names the year and the sources.

Three tables of tab-separated lines, an empty line between them: facts; places (id, niveau, name, rank among
homonyms, parents' ids); former codes (id, nature, name or nothing, today's id). `zcat` shows them.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from generator.territory.suggestions import fold  # noqa: E402 - found by the line above
from tools.territoires.morceaux import archive  # noqa: E402

TARGET = ROOT / "generator" / "territory" / "data" / "territoires.txt.gz"
HEAVIEST = 800_000
HEAVIEST_PIECES = 1_400_000
SOURCE = (
    "Insee, code officiel géographique {annee} ; DGCL, liste des EPCI à fiscalité propre {annee} ; "
    "Insee, liste des établissements publics territoriaux. "
    "Données réunies par Etalab (@etalab/decoupage-administratif {version})"
)
LICENCE = "Licence Ouverte 2.0 (etalab-2.0)"

NATURES = {
    "CC": "Communauté de communes",
    "CA": "Communauté d'agglomération",
    "CU": "Communauté urbaine",
}
FORMER_NATURES = {
    "commune-deleguee": "une commune déléguée",
    "commune-associee": "une commune associée",
    "arrondissement-municipal": "un arrondissement",
}

Row = dict[str, Any]


def main() -> None:
    """Read the package's folder named on the command line, write the reference, say what it holds."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program's name and one folder
        sys.exit("usage : python tools/territoires/reduire.py DOSSIER_DU_PAQUET")
    package = Path(sys.argv[1])
    if not (package / "data" / "communes.json").is_file():
        sys.exit(f"« {package} » n'est pas le dossier du paquet : il n'y a pas de data/communes.json")
    content = reduce(package)
    packed = gzip.compress(content.encode("utf-8"), compresslevel=9, mtime=0)
    if len(packed) > HEAVIEST:
        sys.exit(f"la référence pèse {len(packed)} octets, plus que les {HEAVIEST} permis")
    pieces = archive(content, _read(package, "communes"))
    if len(pieces) > HEAVIEST_PIECES:
        sys.exit(f"les morceaux pèsent {len(pieces)} octets, plus que les {HEAVIEST_PIECES} permis")
    before = gzip.decompress(TARGET.read_bytes()).decode("utf-8") if TARGET.exists() else ""
    TARGET.write_bytes(packed)
    TARGET.with_name("lieux.zip").write_bytes(pieces)
    old, new = set(before.splitlines()), set(content.splitlines())
    changes = f"{len(new - old)} lignes nouvelles, {len(old - new)} disparues"
    sys.stdout.write(f"{TARGET.name} : {len(packed)} octets, {changes}\nlieux.zip : {len(pieces)} octets\n")


def reduce(package: Path) -> str:
    """The whole text of the reference, from the folder of the installed package."""
    data = {name: _read(package, name) for name in ("communes", "epci", "ept", "departements", "regions")}
    communes = {row["code"]: row for row in data["communes"] if row["type"] == "commune-actuelle"}
    places = [
        *([f"region-{row['code']}", "region", row["nom"], "", ""] for row in data["regions"]),
        *(
            [f"departement-{row['code']}", "departement", row["nom"], "", f"region-{row['region']}"]
            for row in data["departements"]
        ),
        *_groups(data["epci"], "epci", communes, {}),
        *_groups(data["ept"], "ept", communes, _members(data["epci"])),
        *_communes(communes, _members(data["ept"]), _members(data["epci"])),
    ]
    lines = sorted("\t".join([row[0].lower(), *row[1:4], row[4].lower()]) for row in places)
    formers = sorted("\t".join(row) for row in _formers(data["communes"], communes))
    return "\n\n".join(["\n".join(_facts(package)), "\n".join(lines), "\n".join(formers)]) + "\n"


def _facts(package: Path) -> list[str]:
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    # The year of the data is written nowhere but in the package's own table of versions.
    table = (package / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^\|\s*(\d{{4}})\s*\|\s*{re.escape(version)}\s*\|", table, re.MULTILINE)
    if not found:
        sys.exit(f"le README du paquet ne dit pas de quelle année est la version {version}")
    annee = found[1]
    source = SOURCE.format(annee=annee, version=version)
    return [f"annee\t{annee}", f"source\t{source}", f"licence\t{LICENCE}"]


def _communes(communes: dict[str, Row], epts: dict[str, str], epcis: dict[str, str]) -> list[list[str]]:
    """A commune's parents: its EPT (in the Métropole du Grand Paris), its EPCI, département and région."""
    rows = []
    for code, row in communes.items():
        around = [table[code] for table in (epts, epcis) if code in table]
        parents = [*around, f"departement-{row['departement']}", f"region-{row['region']}"]
        rows.append([f"commune-{code}", "commune", row["nom"], row.get("population", 0), " ".join(parents)])
    return _ranked(rows)


def _groups(
    rows: list[Row], niveau: str, communes: dict[str, Row], around: dict[str, str]
) -> list[list[str]]:
    """An EPCI's or EPT's parents: what it is part of, then every département and région it has communes in.

    Most communes first: an EPCI astride two départements shows on both.
    """
    found = []
    for row in rows:
        codes = [member["code"] for member in row["membres"]]
        parents = [
            *dict.fromkeys(around[code] for code in codes if code in around),
            *(f"departement-{code}" for code in _most(communes[code]["departement"] for code in codes)),
            *(f"region-{code}" for code in _most(communes[code]["region"] for code in codes)),
        ]
        nom = _full_name(row["nom"])
        found.append([f"epci-{row['code']}", niveau, nom, row["populationMunicipale"], " ".join(parents)])
    return _ranked(found)


def _formers(rows: list[Row], communes: dict[str, Row]) -> list[list[str]]:
    """Codes that now lead to a commune: its former ones, its déléguées, its associées, its arrondissements.

    Where the two lists of the package disagree (a part that changed commune), the present belonging is right.
    A déléguée that kept the commune's own code is no former code: the code names the commune.
    """
    found = {
        old: [f"commune-{old}", "un ancien code", "", f"commune-{code}"]
        for code, row in communes.items()
        for old in row.get("anciensCodes", [])
    }
    for row in rows:
        today = row.get("chefLieu") or row.get("commune")
        if row["type"] in FORMER_NATURES and row["code"] not in communes and today in communes:
            nature = FORMER_NATURES[row["type"]]
            found[row["code"]] = [f"commune-{row['code']}", nature, row["nom"], f"commune-{today}"]
    return [[old.lower(), nature, nom, today.lower()] for old, nature, nom, today in found.values()]


def _ranked(rows: list[list[Any]]) -> list[list[str]]:
    """Put each row's rank among its homonyms, most populous first, in its population's place."""
    alike = defaultdict(list)
    for row in rows:
        alike[fold(row[2])].append(row)
    for name, homonyms in alike.items():
        homonyms.sort(key=lambda row: (-row[3], row[0]))
        departements = {next(p for p in row[4].split() if p.startswith("departement-")) for row in homonyms}
        if len(departements) < len(homonyms):
            sys.exit(f"deux lieux d'un même département s'appellent « {name} »")
        for rank, row in enumerate(homonyms, 1):
            row[3] = str(rank) if len(homonyms) > 1 else ""
    return rows


def _full_name(nom: str) -> str:
    """A name as one reads it aloud: « CC du Pays de Nay » says what CC is, stray quotes and spaces go."""
    words = re.sub(r"(''|\")(.+?)\1", r"« \2 »", nom).split()
    return " ".join([NATURES.get(words[0], words[0]), *words[1:]])


def _members(rows: list[Row]) -> dict[str, str]:
    return {member["code"]: f"epci-{row['code']}" for row in rows for member in row["membres"]}


def _most(codes: Iterable[str]) -> list[str]:
    return [code for code, _ in sorted(Counter(codes).items(), key=lambda item: (-item[1], item[0]))]


def _read(package: Path, name: str) -> list[Row]:
    rows: list[Row] = json.loads((package / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return rows


if __name__ == "__main__":
    main()
