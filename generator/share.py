"""Say which part of a site one of several machines makes: drawn from each address alone."""

from __future__ import annotations

from hashlib import blake2b

from generator.frozen import Frozen


class Share(Frozen):
    """The part `rank` of `count`, from 1; of all that a site is where there is one part.

    `led` are the addresses that the frame of every page leads to. Each part has to know them: it makes their
    pages too, and leaves them to whom they belong.
    """

    rank: int = 1
    count: int = 1
    led: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether it is all of the site."""
        return self.count == 1

    @property
    def first(self) -> bool:
        """Whether it has what the site holds once: feeds, tables, archive, style sheets."""
        return self.rank == 1

    def has(self, address: str) -> bool:
        """Whether what answers at this address is of this part: no other part has it.

        The first part has half as many as another, since it also has what the site holds once.
        """
        if self.whole:
            return True
        drawn = blake2b(address.encode(), digest_size=8).digest()
        half = int.from_bytes(drawn, "big") % (2 * self.count - 1)
        return (half + 1) // 2 == self.rank - 1


WHOLE = Share()
"""All of a site, as one machine makes it."""
