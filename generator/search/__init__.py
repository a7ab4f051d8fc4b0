"""Turn a page into what a search knows of it, and many of these into an index: pure, without a disk.

`read` takes what a page says; `numbered` and `Sizes` say which file holds what; `posted` and `suggested` make
the files of words. `publishing/search.py` reads a finished site and writes them; `pages/scripts/` asks them.
"""

from generator.search.folding import RULES, plain, stem, words
from generator.search.leaf import Leaf, flat, read
from generator.search.numbers import Sizes, numbered, shard_of
from generator.search.postings import Edit, Entry, best_form, changed, posted, terms_of
from generator.search.suggestions import Suggested, suggested

__all__ = [
    "RULES",
    "Edit",
    "Entry",
    "Leaf",
    "Sizes",
    "Suggested",
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
