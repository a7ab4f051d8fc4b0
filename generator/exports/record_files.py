"""Publish each record whole, `/donnees/fiches/<kind>/<id>.json`: fields, text, links, and its exact file."""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from generator.addresses import address, record_at, record_data_address
from generator.exports.exact_text import exact_path, exact_text
from generator.exports.redirects import moves
from generator.frozen import Frozen
from generator.opendata import open_fields
from generator.output import KeptFile, OutputFile
from generator.share import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.index import Index
    from generator.model import Record, Ref
    from generator.share import Share

# What cites an enjeu grows with the commons: past that, `liens.csv` tells them all.
_MOST_CITING = 50


class RecordData(Frozen):
    """A record on its way to its file. `where` is the address of its page, `told` all but its HTML, as JSON.

    `digest` is that of its own file; `key` tells its data apart, HTML too: same key, same data. One that is
    `discreet` fills in a field that is no open data.
    """

    ref: Ref
    record: Record
    where: str
    fields: Mapping[str, Any]
    told: str
    digest: str
    key: str
    discreet: bool

    @property
    def address(self) -> str:
        """Where it answers as data."""
        return record_data_address(self.ref)


def record_addresses(index: Index) -> Iterator[str]:
    """Where each record answers as data."""
    return (record_data_address(ref) for ref, _ in _published(index))


def records_as_data(index: Index, digest_of: Callable[[str], str], share: Share = WHOLE) -> list[RecordData]:
    """Every record that has a page, by kind then id; `digest_of` gives the digest of the file of a path.

    The first `share` has them all, for tables and archive; another, those whose data it publishes.
    """
    kinds, schemas = index.commons.kinds, index.schemas
    names = {kind.name: open_fields(schemas.trees[kind.name]) for kind in kinds.published}
    found = []
    for ref, record in _published(index):
        if not (share.first or share.has(record_data_address(ref))):
            continue
        where, fields = address(ref, kinds), names[ref.kind].of(record)
        digest = digest_of(record.chemin)
        told = _written(
            {
                **_named(index, ref, record, where=where),
                "empreinte": digest,
                **_held(index, ref, record, fields=fields),
            }
        )
        # What the HTML of a text depends on besides the text: which files there are.
        key = blake2b(f"{index.empreinte}{told}".encode(), digest_size=16).hexdigest()
        found.append(
            RecordData(
                ref=ref,
                record=record,
                where=where,
                fields=fields,
                told=told,
                digest=digest,
                key=key,
                discreet=names[ref.kind].leave_out(record),
            )
        )
    return found


def record_files(  # noqa: PLR0913 — what a record says, and two ways to say it
    index: Index,
    records: Sequence[RecordData],
    html: Callable[[Record, str], str],
    *,
    raw: Callable[[str], bytes | None],
    known: Mapping[str, str],
    share: Share,
) -> Iterator[OutputFile | KeptFile]:
    """One file for each record of the `share`, in UTF-8, under its former addresses too.

    Programs do not follow an HTML redirect.
    `html` gives the body of a record whose page stands at an address, `raw` the bytes of the file of a path.
    What has the key that is `known` at its address stays as it was staged.
    """
    by_address = {one.address: one for one in records if share.has(one.address)}
    former = _former(index)
    for where, one in by_address.items():
        if known.get(where) == one.key and where not in former:
            yield KeptFile(where.lstrip("/"))
            if one.discreet:
                yield KeptFile(exact_path(one.ref))
            continue
        content = raw(one.record.chemin)
        exact = exact_text(content, one.record.corps.strip())
        if one.discreet and exact and content:
            # What is no open data is in none of its files: the form has it apart.
            exact = {"ailleurs": f"/{exact_path(one.ref)}"}
            yield OutputFile(exact_path(one.ref), content)
        beside = f'"html":{_written(html(one.record, one.where))},"exact":{_written(exact)}'
        whole = f"{one.told[:-1]},{beside}}}\n".encode()
        for each in (where, *former.get(where, ())):
            yield OutputFile(each.lstrip("/"), whole)


def _former(index: Index) -> dict[str, list[str]]:
    """The addresses where the data of each record were, by that of today: they follow its page."""
    kinds = index.commons.kinds
    pages = {address(ref, kinds): ref for ref, _ in _published(index)}
    alive, found = frozenset(record_addresses(index)), defaultdict(list)
    for old, new in moves(index.commons, pages).items():
        ref, was = pages[new], record_at(old, kinds)
        where = record_data_address(was) if was and was.kind == ref.kind else ""
        if where and where not in alive:
            found[record_data_address(ref)].append(where)
    return found


def _named(index: Index, ref: Ref, record: Record, *, where: str) -> dict[str, Any]:
    """What says which record it is, the same names for every kind."""
    return {
        "sorte": ref.kind,
        "id": ref.id,
        "titre": index.commons.titre(ref),
        "invente": ref in index.inventes,
        "adresse": f"{index.commons.site.url.rstrip('/')}{where}",
        "fichier": record.chemin,
    }


def _held(index: Index, ref: Ref, record: Record, *, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What it says, and both ends of its links."""
    citing = _names(link.source for link in index.graph.to(ref))
    return {
        "champs": fields,
        "cite": _names(link.target for link in index.graph.of(ref)),
        "cite_par": citing[:_MOST_CITING],
        "cite_par_nombre": len(citing),
        "texte": record.corps.strip(),
    }


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _names(refs: Iterable[Ref]) -> list[str]:
    return list(dict.fromkeys(f"{ref.kind}/{ref.id}" for ref in refs))


def _published(index: Index) -> Iterator[tuple[Ref, Record]]:
    kinds = index.commons.kinds
    return ((ref, record) for ref, record in index.commons.records() if kinds[ref.kind].address)
