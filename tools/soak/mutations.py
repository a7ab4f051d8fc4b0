"""Change a commons as people might, or as nobody would: a text, a field, a name, a file at a time."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from generator.pipeline import PROJECT

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    Mutation = Callable[[random.Random, Path], None]

_HERE = Path(__file__).parent
_FIELD = re.compile(r"^(?:  )*(?:- )?[a-z_]+: (?!\|)(\S.*)$", re.MULTILINE)
_FOLDERS = (
    *(
        "toolbox",
        "content",
        "content/acteurs",
        "content/evenements",
        "content/territoires",
        "content/retraits",
    ),
    *(
        "content/enjeux",
        "content/contribuer",
        "experiments/essai-complet",
        "experiments/essai-complet/journal",
    ),
)


def mutate(luck: random.Random, root: Path) -> None:
    """Change one thing of the commons at `root`, drawn by `luck`."""
    luck.choices([way for way, _ in _WAYS], [weight for _, weight in _WAYS])[0](luck, root)


@cache
def _lines(name: str) -> list[str]:
    """The pieces of a file, one a line; `⏎` starts a new line."""
    return [line.replace("⏎", "\n") for line in (_HERE / name).read_text(encoding="utf-8").splitlines()]


def _records(root: Path) -> list[Path]:
    return sorted(
        path for top in ("content", "experiments", "toolbox") for path in (root / top).rglob("*.md")
    )


def _text(luck: random.Random, root: Path) -> None:
    """A piece at the end of a body, or in its midst."""
    file = luck.choice(_records(root))
    text = file.read_text(encoding="utf-8")
    end = text.find("\n---\n", 4) + 5
    piece = "\n\n".join(luck.sample(_lines("pieces.txt"), luck.choice([1, 1, 2, 4])))
    lines = text[end:].split("\n")
    at = luck.choice([len(lines), luck.randrange(len(lines) + 1)])
    file.write_text(text[:end] + "\n".join([*lines[:at], "", piece, "", *lines[at:]]), encoding="utf-8")


def _shuffled(luck: random.Random, root: Path) -> None:
    """Some of a body taken away, said twice or put elsewhere, by characters."""
    file = luck.choice(_records(root))
    text = file.read_text(encoding="utf-8")
    start = text.find("\n---\n", 4) + 5
    if len(text) > start:
        one, two = sorted(luck.choices(range(start, len(text)), k=2))
        there = luck.randrange(start, len(text))
        cut = text[:one] + text[two:] if luck.random() < 1 / 2 else text
        file.write_text(cut[:there] + text[one:two] * luck.choice([0, 1, 2]) + cut[there:], encoding="utf-8")


def _value(luck: random.Random, root: Path) -> None:
    """Another value in a field that is there."""
    file = luck.choice(_records(root))
    text = file.read_text(encoding="utf-8")
    found = list(_FIELD.finditer(text, 0, max(text.find("\n---\n", 4), 0)))
    if found:
        start, end = luck.choice(found).span(1)
        new = json.dumps(luck.choice(_lines("values.txt")), ensure_ascii=False)
        file.write_text(text[:start] + new + text[end:], encoding="utf-8")


def _field(luck: random.Random, root: Path) -> None:
    """One more field, of those that the schemas know, with an example of theirs or another value."""
    file = luck.choice(_records(root))
    text = file.read_text(encoding="utf-8")
    name, node = luck.choice(_known_fields())
    value: Any = luck.choice([*node.get("examples", ()), luck.choice(_lines("values.txt"))])
    if node.get("type") == "array" and not isinstance(value, list):
        value = [value]
    if text.startswith("---\n") and f"\n{name}:" not in text:
        file.write_text(f"---\n{name}: {json.dumps(value, ensure_ascii=False)}\n{text[4:]}", encoding="utf-8")


@cache
def _known_fields() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in sorted((PROJECT / "schemas").glob("*.schema.json")):
        tree = json.loads(path.read_text(encoding="utf-8"))
        found += [(name, node) for name, node in tree.get("properties", {}).items() if "examples" in node]
    return found


def _site(luck: random.Random, root: Path) -> None:
    """Another fact about the site."""
    url = luck.choice([*_lines("addresses.txt"), "https://essai.example/", "https://essai.example/labo"])
    depot = luck.choice([*_lines("addresses.txt"), ""])
    facts = {
        "nom": luck.choice(["Espace", *_lines("values.txt")]),
        "url": url,
        "description": luck.choice(["Un espace.", *_lines("values.txt")]),
        "depot": depot,
        "forge": luck.choice(["", "github", "gitlab", "forgejo"]),
        "branche": luck.choice(["", "main", "a/b-c.d"]),
        "licence": luck.choice(["", "CC-BY-SA-4.0", "CC0-1.0"]),
        "regles_depuis": luck.choice(["", "0001-01-01", "9999-12-31", "2026-01-01"]),
    }
    kept = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items() if value]
    (root / "content/site.yml").write_text("".join(kept), encoding="utf-8")


def _new(luck: random.Random, root: Path) -> None:
    """One record more, a copy of another under a name that may mean something to a machine."""
    model = luck.choice(_records(root))
    where = luck.choice([model.parent, *(root / folder for folder in _FOLDERS)])
    name = luck.choice(_lines("names.txt"))
    file = luck.choice([where / f"{name}.md", where / name / "index.md", where / name / f"{name}.md"])
    text = model.read_text(encoding="utf-8").replace("titre: ", f"titre: {name} {luck.randrange(9)} ", 1)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.replace("anciens_ids", "ancien_ids"), encoding="utf-8")


def _renamed(luck: random.Random, root: Path) -> None:
    """Former names, among them those of what the site makes."""
    file = luck.choice(_records(root))
    text = file.read_text(encoding="utf-8")
    names = ", ".join(luck.sample(_lines("names.txt"), luck.choice([1, 3])))
    if text.startswith("---\n") and "anciens_ids" not in text:
        file.write_text(f"---\nanciens_ids: [{names}]\n{text[4:]}", encoding="utf-8")


def _gone(luck: random.Random, root: Path) -> None:
    """A record taken away, or all that goes with it."""
    file = luck.choice(_records(root))
    if luck.random() < 1 / 2:
        file.unlink()
    elif file.parent.parent != root and file.parent.name not in {"content", "enjeux"}:
        for one in file.parent.glob("*.md"):
            one.unlink()


def _attached(luck: random.Random, root: Path) -> None:
    """The images and the document that the pieces show, beside some record."""
    folder = luck.choice(_records(root)).parent
    for name, content in _files().items():
        if luck.random() < 1 / 2:
            (folder / name).write_bytes(content)


@cache
def _files() -> dict[str, bytes]:
    palette = Image.new("P", (9, 7))
    palette.info["transparency"] = 0
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    return {
        "plan.png": _saved(palette, "PNG", transparency=0),
        "seize.png": _saved(Image.new("I;16", (40, 30), 40_000), "PNG"),
        "minuscule.png": _saved(Image.new("1", (1, 1)), "PNG"),
        "gris.png": _saved(Image.new("LA", (3, 900)), "PNG"),
        "cmjn.jpg": _saved(Image.new("CMYK", (2000, 11)), "JPEG"),
        "animee.webp": _saved(frames[0], "WEBP", save_all=True, append_images=frames[1:]),
        "animee.png": _saved(frames[0], "PNG", save_all=True, append_images=frames[1:]),
        "notice.pdf": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
        "vide.png": b"",
    }


def _saved(image: Image.Image, kind: str, **how: Any) -> bytes:  # noqa: ANN401 — Pillow's own settings
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def _withdrawn(luck: random.Random, root: Path) -> None:
    """A record of what was taken off the site, with any addresses."""
    where = [f"/{name}/" for name in luck.sample(_lines("names.txt"), 2)]
    where += luck.sample(
        ["/boite-a-outils/parti/", "/experimentations/partie/protocole/r1/", "/page/2/", "/"], 1
    )
    file = root / f"content/retraits/{luck.choice(_lines('names.txt'))}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"---\ntitre: Un retrait {luck.randrange(99)}\ndate: 2026-01-01\nmotif: Une raison inventée.\n"
        f"adresses: {json.dumps(where)}\n---\n",
        encoding="utf-8",
    )


_WAYS: tuple[tuple[Mutation, int], ...] = (
    (_text, 40),
    (_shuffled, 8),
    (_value, 14),
    (_field, 8),
    (_new, 12),
    (_renamed, 5),
    (_attached, 6),
    (_site, 2),
    (_gone, 2),
    (_withdrawn, 2),
)
