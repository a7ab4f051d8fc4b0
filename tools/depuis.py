"""Write down since when columns are published: `python -m tools.depuis 2026-12-15` dates those that are new.

It brings `generator/exports/depuis.toml` up to date with the columns of today; a test asks for it.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections import defaultdict

from generator.exports.code_book import published_columns
from generator.exports.column_dates import BEGAN, DATES, column_days
from generator.pipeline import PROJECT, check

_HEAD = f"""# Depuis quand chaque colonne est publiée : le jour, puis les colonnes de chaque fichier.
# Celles d'avant le {BEGAN} portent ce jour-là, où l'on a commencé à le noter.
# Pour dater les nouvelles : .venv/bin/python -m tools.depuis AAAA-MM-JJ
"""


def main() -> None:
    """Date the new columns with the day on the command line, and forget those that are no more."""
    today = datetime.date.fromisoformat(sys.argv[1]).isoformat()
    known = column_days() if DATES.is_file() else {}
    days: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path, name in published_columns(check(PROJECT).index):
        days[known.get((path, name), today)][path].append(name)
    lines = [_HEAD]
    for day, files in sorted(days.items()):
        lines.append(f'\n["{day}"]\n')
        lines += (
            f"{json.dumps(path)} = {json.dumps(names, ensure_ascii=False)}\n" for path, names in files.items()
        )
    DATES.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
