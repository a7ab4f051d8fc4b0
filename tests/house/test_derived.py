"""Hold what is derived to its one place: the index; and what a word of a vocabulary means to the model."""

from __future__ import annotations

import ast
import io
import json
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "generator"
SOURCES = {
    path.relative_to(HOUSE).as_posix(): path.read_text("utf-8") for path in sorted(HOUSE.rglob("*.py"))
}
TREES = {name: ast.parse(text) for name, text in SOURCES.items()}

# Functions that remember: of text, numbers and paths alone, never of a commons. Each says why, on its line.
REMEMBER = {
    "images/sharing.py:_font",
    "images/sharing.py:_has",
    "contrast.py:read",
    "diagnostics/nearest.py:_joined",
    "diagnostics/nearest.py:_pairs",
    "diagnostics/renderers/as_text.py:block",
    "diagnostics/quoting.py:folded",
    "exports/form_choices.py:_territories",
    "machine.py:_words",
    "model/dates.py:day_in_words",
    "pages/frame/templating.py:_icon",
    "pages/frame/templating.py:card",
    "pages/guides/accessibilite.py:read_verifications",
    "pages/lists/france_map.py:_drawing",
    "prose/slugs.py:slug",
    "protocol/meanings.py:_content",
    "protocol/meanings.py:_words",
    "protocol/diff_tokens.py:is_strong",
    "protocol/diff_tokens.py:worth",
    "published.py:_shown",
    "publishing/habits.py:rules",
    "publishing/home.py:_above",
    "publishing/layers.py:_shipped",
    "publishing/search.py:_recipe",
    "search/folding.py:_folded",
    "search/folding.py:rules",
    "shipped.py:program",
    "sources/positions.py:_lines",
    "sources/positions.py:_marks",
    "territory/place_pieces.py:_codes",
    "territory/coordinates.py:_positions",
    "territory/reference.py:_names",
    "territory/reference.py:_of_level",
    "territory/reference.py:reference",
    "working.py:_schemas",
    "working.py:lines",
}
# A card is words alone: equal to any other that shows the same, of whatever commons.
PLAIN = {"str", "int", "float", "bool", "bytes", "Path", "None", "Card"}
# A class that lays out words on demand, made and dropped with the check that asks: it is no frozen value.
ON_DEMAND = {"diagnostics/nearest.py:Known"}
# What a module keeps between two calls: each is about the process, or keyed by a digest of bytes.
KEPT = {
    "crew.py:_inherited",  # what the processes of a crew find when they start
    "interruption.py:_owner",  # which process a signal is for
    "sources/attachments.py:_SEEN",  # what an image or a PDF gives away, by the digest of its bytes
}
# What the index holds is asked of it: only its room works it out.
WORKED_OUT = {
    "generator.news": {"calendriers", "flux", "nouvelles", "rendez_vous"},
    "generator.catalogue": {"fiches", "invented_records"},
    "generator.protocol": {"evidence_of_tools", "ledgers", "tried_by_tool"},
}
# Rooms that say what words mean: the model of records, the schemas that list them, the official territories.
SAY = ("model/", "kinds/", "schema/", "territory/")
# The same letters for something else: (module, word) → what it is there.
HOMONYMS = {
    ("diagnostics/mails.py", "AT"): "how some write @",
    ("diagnostics/personal.py", "appel"): "a telephone number",
    ("graph/coherence.py", "outil"): "a kind",
    ("pages/experiment/diff_fields.py", "outil"): "a field",
    ("pages/experiment/diff_view.py", "dispositif"): "a part of a protocol",
    ("pages/experiment/differences.py", "dispositif"): "a part of a protocol",
    ("pages/frame/own_fields.py", "decision"): "a field",
    ("pages/frame/own_fields.py", "recrutement"): "a field",
    ("pages/guides/data_dictionary.py", "departement"): "a group of the search",
    ("pages/guides/data_dictionary.py", "region"): "a group of the search",
    ("pages/lists/agenda.py", "calendrier"): "a drawing",
    ("pages/lists/recherche.py", "region"): "a group of the search",
    ("protocol/exact.py", "chemin"): "an attribute",
    ("protocol/diff_text.py", "etapes"): "a field",
    ("protocol/revision_diff.py", "etapes"): "a field",
    ("review/likeness.py", "outil"): "a kind",
}


def test_only_functions_of_plain_values_remember() -> None:
    found = {f"{name}:{one.name}" for name, tree in TREES.items() for one in _remembering(tree)}
    assert found == REMEMBER
    wrong = {
        f"{name}:{one.name}({argument.arg})"
        for name, tree in TREES.items()
        for one in _remembering(tree)
        for argument in (*one.args.posonlyargs, *one.args.args, *one.args.kwonlyargs)
        if not _names(argument.annotation) <= PLAIN
    }
    assert wrong == set()


def test_each_function_that_remembers_says_why() -> None:
    silent = set()
    for name, tree in TREES.items():
        lines = {place.start[0] for place in _comments(SOURCES[name])}
        for place, what in _caches(tree):
            if place not in lines:
                silent.add(f"{name}:{place}: {what}")
    assert silent == set()


def test_no_property_is_kept_but_in_what_is_made_and_dropped() -> None:
    found = {
        f"{name}:{one.name}"
        for name, tree in TREES.items()
        for one in _classes(tree)
        for part in one.body
        if isinstance(part, ast.FunctionDef)
        and any(_last(mark) == "cached_property" for mark in part.decorator_list)
    }
    assert found == ON_DEMAND


def test_what_never_changes_has_nothing_to_fill() -> None:
    """A frozen class has no field that is a dict, a list or a set: mypy holds who is handed a `Mapping`."""
    frozen = _frozen()
    found = {
        f"{name}:{one.name}.{ast.unparse(part.target)}"
        for name, tree in TREES.items()
        for one in _classes(tree)
        if one.name in frozen
        for part in one.body
        if isinstance(part, ast.AnnAssign)
        if _outermost(part.annotation) & {"dict", "list", "set", "defaultdict", "Counter", "OrderedDict"}
    }
    assert found == set()


def test_no_module_keeps_what_its_functions_fill() -> None:
    assert {f"{name}:{kept}" for name, tree in TREES.items() for kept in _filled(tree)} == KEPT


def test_what_the_index_holds_is_asked_of_it() -> None:
    """Whoever works it out again would work it out twice, or otherwise."""
    found = {
        f"{name}: {one.name}"
        for name, tree in TREES.items()
        if not name.startswith("index/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for room, names in WORKED_OUT.items()
        if node.module.startswith(room) and not name.startswith(room.removeprefix("generator.") + "/")
        for one in node.names
        if one.name in names
    }
    assert found == set()
    makers = {name for name, tree in TREES.items() for node in ast.walk(tree) if _calls(node, "index_of")}
    assert makers == {"checking.py"}


def test_what_a_word_means_is_asked_of_the_model() -> None:
    """No value of a vocabulary of the schemas stands in a comparison, but in rooms that say what it means."""
    found = {
        (name, word)
        for name, tree in TREES.items()
        if not name.startswith(SAY)
        for word in _compared(tree) & _vocabulary()
    }
    assert found == HOMONYMS.keys()


def _vocabulary() -> set[str]:
    trees = (json.loads(path.read_text("utf-8")) for path in (ROOT / "schemas").glob("*.json"))
    return {word for tree in trees for word in _values(tree)}


def _values(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        listed = node.get("enum")
        yield from (one for one in listed or () if isinstance(one, str))
        node = list(node.values())
    for one in node if isinstance(node, list) else ():
        yield from _values(one)


def _compared(tree: ast.Module) -> set[str]:
    """The texts that a module compares with something: written there, in a list of its own, or as a case."""
    known = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            for one in (node.left, *node.comparators):
                found.update(_texts(one, known))
        elif isinstance(node, ast.MatchValue):
            found.update(_texts(node.value, known))
    return found


def _texts(node: ast.AST | None, known: Mapping[str, ast.expr]) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    parts: Iterable[ast.AST | None] = ()
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        parts = node.elts
    elif isinstance(node, ast.Dict):
        parts = node.keys
    elif isinstance(node, ast.Call):
        parts = node.args if _last(node.func) in {"frozenset", "set", "tuple"} else ()
    elif isinstance(node, ast.Starred):
        parts = (node.value,)
    elif isinstance(node, ast.Name) and node.id in known:
        yield from _texts(known[node.id], {})
    for part in parts:
        yield from _texts(part, known)


def _remembering(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """The functions under a cache, by a decorator or by a call."""
    named = {
        argument.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and _is_cache(node.func.func)
        for argument in node.args
        if isinstance(argument, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            marks = (one.func if isinstance(one, ast.Call) else one for one in node.decorator_list)
            if node.name in named or any(map(_is_cache, marks)):
                yield node


def _caches(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The line of each use of a cache, and what is written there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and _is_cache(node):
            yield node.lineno, ast.unparse(node)


def _is_cache(node: ast.AST) -> bool:
    return _last(node) in {"cache", "lru_cache"}


def _comments(text: str) -> Iterator[tokenize.TokenInfo]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return (one for one in tokens if one.type == tokenize.COMMENT)


def _filled(tree: ast.Module) -> Iterator[str]:
    """The names of a module that its functions set, fill or empty."""
    own = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    fills = {"add", "append", "clear", "extend", "insert", "pop", "remove", "setdefault", "update"}
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Global):
                yield from node.names
            if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
                yield from own & {_last(node.value)}
            if isinstance(node, ast.Attribute) and node.attr in fills and isinstance(node.value, ast.Name):
                yield from own & {node.value.id}


def _frozen() -> set[str]:
    """The names of the classes whose values never change."""
    classes = [one for tree in TREES.values() for one in _classes(tree)]
    found = {"Frozen", "NamedTuple", "Struct"}
    found |= {one.name for one in classes if "frozen=True" in "".join(map(ast.unparse, one.decorator_list))}
    while more := {one.name for one in classes if {*map(_last, one.bases)} & found} - found:
        found |= more
    return found


def _classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and _last(node.func) == name


def _last(node: ast.AST) -> str:
    """The name that an expression ends with: `Frozen` for `Frozen`, `a.Frozen` and `Frozen[T]`."""
    if isinstance(node, ast.Subscript):
        return _last(node.value)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _names(annotation: ast.expr | None) -> set[str]:
    if annotation is None:
        return {"?"}
    return {one.id for one in ast.walk(annotation) if isinstance(one, ast.Name)} or {"None"}


def _outermost(annotation: ast.expr) -> set[str]:
    """What a field is, either one way or another: not what it holds."""
    if isinstance(annotation, ast.BinOp):
        return _outermost(annotation.left) | _outermost(annotation.right)
    return {_last(annotation)}
