"""Turn a page into what a search knows of it, and many of these into an index: pure, without a disk.

`read` takes what a page says; `numbered` and `Sizes` say which file holds what; `posted` and `suggested` make
the files of words. `publishing/search.py` reads a finished site and writes them; `pages/scripts/` asks them.
"""

from generator.search.beginnings import Suggested, suggested
from generator.search.folding import RULES, plain, stem, words
from generator.search.leaf import Leaf, flat, read
from generator.search.numbers import Sizes, numbered, shard_of
from generator.search.postings import Entry, TermEdit, best_form, changed, posted, terms_of

__all__ = [
    "RULES",
    "Entry",
    "Leaf",
    "Sizes",
    "Suggested",
    "TermEdit",
    "best_form",
    "changed",
    "flat",
    "numbered",
    "plain",
    "posted",
    "read",
    "shard_of",
    "stem",
    "suggested",
    "terms_of",
    "words",
]
