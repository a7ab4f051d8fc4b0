"""Say word by word how one text became another: the pieces kept, taken out and put in."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.frozen import Frozen
from generator.protocol.alignment import Run, aligned
from generator.protocol.diff_tokens import SENTENCE_ENDS, Tokens, cut, worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Genre: TypeAlias = Literal["egal", "retire", "ajoute"]

_LONGEST_CRUMB = 4  # words
_TOO_LITTLE = 4  # the kept part, times this, is compared with the shorter text
_FARTHEST = 50  # by how many words a change may slide


class DiffPiece(Frozen):
    """A run of text that both sides have (`egal`), or only the old (`retire`) or the new (`ajoute`)."""

    genre: Genre
    texte: str


def word_by_word(before: str, after: str) -> tuple[DiffPiece, ...]:
    """The pieces that lead from a text to another, none empty, never two of one kind in a row.

    Those kept and those taken out make `before` again, those kept and those put in make `after`. What two
    changes have between them that means nothing by itself (« de la ») is part of the change. Two texts with
    too little in common, or too long to compare, are one taken out whole and the other put in.
    """
    if before == after:
        return _pieces([("egal", before)])
    old, new = cut(before), cut(after)
    worths = list(accumulate(map(worth, old.words), initial=0))
    ends = Run(len(old.words), len(new.words), 0)
    runs = _gathered(_slid(aligned(old.words, new.words), ends, old, new=new), ends, worths)
    kept = sum(worths[run.a + run.size] - worths[run.a] for run in runs)
    if kept * _TOO_LITTLE < min(worths[-1], sum(map(worth, new.words))):
        return _pieces([("retire", before), ("ajoute", after)])
    return _pieces(_told(runs, old, new))


# --- where a change starts ----------------------------------------------------------------------


def _slid(runs: Sequence[Run], ends: Run, old: Tokens, *, new: Tokens) -> list[Run]:
    """The same runs, each pure addition or removal moved to where a line or a sentence starts, if it can.

    From « A. B. » to « A. C. B. », the addition is « C. » and not « . C ».
    """
    found = [Run(0, 0, 0)]
    for this in (*runs, ends):
        last, run = found[-1], this
        gone, came = run.a - last.a - last.size, run.b - last.b - last.size
        if (gone == 0) != (came == 0):
            side, start, stop = (new, run.b - came, run.b) if came else (old, run.a - gone, run.a)
            # A run may become empty only at an end of the texts: elsewhere two changes would touch.
            least = 0 if (last.a, last.b) == (0, 0) else 1
            most = run.size if (run.a + run.size, run.b + run.size) == ends[:2] else run.size - 1
            shift = _best_shift(side, start, stop, left=last.size - least, right=most)
            found[-1] = last._replace(size=last.size + shift)
            run = Run(run.a + shift, run.b + shift, run.size - shift)
        found.append(run)
    return [run for run in found if run.size]


def _best_shift(side: Tokens, start: int, stop: int, *, left: int, right: int) -> int:
    """By how many words to slide the change `side.words[start:stop]`, at most `left` or `right`."""
    words = side.words
    shifts = [0]
    for step in range(1, min(left, _FARTHEST) + 1):
        if words[start - step] != words[stop - step]:
            break
        shifts.append(-step)
    for step in range(min(right, _FARTHEST)):
        if words[start + step] != words[stop + step]:
            break
        shifts.append(step + 1)
    return max(shifts, key=lambda shift: (_opening(side, start + shift), -abs(shift)))


def _opening(side: Tokens, at: int) -> int:
    """How good a place is for a change to start: 2 where a line starts, 1 where a sentence does, else 0."""
    if at == 0 or "\n" in side.text[side.ends[at - 1] : side.starts[at] if at < len(side.words) else None]:
        return 2
    return int(side.words[at - 1] in SENTENCE_ENDS)


# --- short runs merged ----------------------------------------------------------------------------------


def _gathered(runs: Sequence[Run], ends: Run, worths: Sequence[int]) -> list[Run]:
    """The runs worth keeping: a short one without meaning between two changes is merged into one change."""
    kept: list[Run] = [Run(0, 0, 0)]
    for run in (*runs, ends):
        while len(kept) > 1:
            last = kept[-1]
            least = min(_change(kept[-2], last), _change(last, run))
            value = worths[last.a + last.size] - worths[last.a]
            if not least or (value * 3 >= least and (value or last.size > _LONGEST_CRUMB)):
                break
            kept.pop()
        kept.append(run)
    return kept[1:-1]


def _change(left: Run, right: Run) -> int:
    """How many words changed between two runs, on the side that has most."""
    return max(right.a - left.a - left.size, right.b - left.b - left.size)


# --- back to text -------------------------------------------------------------------------------


def _told(runs: Iterable[Run], old: Tokens, new: Tokens) -> Iterator[tuple[Genre, str]]:
    """The runs as stretches of text, blanks between the kept words included."""
    here, there = 0, 0
    for run in runs:
        for a, b, size in _same_blanks(run, old, new):
            yield from _between(old.text[here : old.starts[a]], new.text[there : new.starts[b]])
            here, there = old.ends[a + size - 1], new.ends[b + size - 1]
            yield "egal", old.text[old.starts[a] : here]
    yield from _between(old.text[here:], new.text[there:])


def _same_blanks(run: Run, old: Tokens, new: Tokens) -> Iterator[Run]:
    """Split a run where blanks between its words differ from one side to the other; else give it whole."""
    whole = old.text[old.starts[run.a] : old.ends[run.a + run.size - 1]]
    if new.text.startswith(whole, new.starts[run.b]):
        yield run
        return
    for step in range(run.size):
        yield Run(run.a + step, run.b + step, 1)


def _between(before: str, after: str) -> Iterator[tuple[Genre, str]]:
    """Cut a change so that the blanks that both sides start or end with count as kept."""
    head = before[: len(before) - len(before.lstrip())]
    if head != after[: len(after) - len(after.lstrip())]:
        head = ""
    before, after = before[len(head) :], after[len(head) :]
    tail = before[len(before.rstrip()) :]
    if tail != after[len(after.rstrip()) :]:
        tail = ""
    yield "egal", head
    yield "retire", before[: len(before) - len(tail)]
    yield "ajoute", after[: len(after) - len(tail)]
    yield "egal", tail


def _pieces(told: Iterable[tuple[Genre, str]]) -> tuple[DiffPiece, ...]:
    """Pieces from runs of text: empty ones left out, neighbours of one kind joined."""
    found: list[tuple[Genre, list[str]]] = []
    for genre, text in told:
        if text and found and found[-1][0] == genre:
            found[-1][1].append(text)
        elif text:
            found.append((genre, [text]))
    return tuple(DiffPiece(genre, "".join(texts)) for genre, texts in found)
