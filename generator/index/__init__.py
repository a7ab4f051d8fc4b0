"""Work out once, of a checked commons, all that pages, files, the form and reports ask of it: `index_of`."""

from generator.index.index import Index, index_of

__all__ = ["Index", "index_of"]
