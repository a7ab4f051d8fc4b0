"""Every way to change what a site is made of: records, images, schemas, settings, program, what is kept.

Each edit is told a source of luck and the folder that it changes, and says in a word what it did.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

from PIL import Image

from generator.pipeline import PROJECT
from tools.soak.mutations import mutate

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Edit = Callable[[random.Random, Path], str]

OTHER_PROGRAM = "program"
FORGE_KEEPS = ("engine", "frames.json", "images", "liens", "partage", "recherche")
"""What the workflows of the forges keep of `build/` between two publications, each in its place."""

_TOPS = ("content", "experiments", "toolbox")


def _records(root: Path) -> list[Path]:
    return sorted(path for top in _TOPS for path in (root / top).rglob("*.md"))


def _more(path: Path, text: str) -> str:
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    return f"{text} in {path.name}"


def _instead(path: Path, old: str, new: str) -> str:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    return f"{new} in {path.name}"


# --- records ----------------------------------------------------------------------------------------


def _sentence(luck: random.Random, root: Path) -> str:
    return _more(luck.choice(_records(root)), f"Phrase {luck.random()}.")


def _heading(luck: random.Random, root: Path) -> str:
    return _more(luck.choice(_records(root)), f"## Partie {luck.random()}")


def _link(luck: random.Random, root: Path) -> str:
    path, other = luck.choice(_records(root)), luck.choice(_records(root))
    return _more(path, f"Voir [l'autre]({os.path.relpath(other, path.parent)}).")


def _emptied(luck: random.Random, root: Path) -> str:
    path = luck.choice(_records(root))
    head = path.read_text(encoding="utf-8").split("\n---\n")[0]
    path.write_text(f"{head}\n---\n", encoding="utf-8")
    return path.name


def _titled(luck: random.Random, root: Path) -> str:
    return _instead(luck.choice(_records(root)), "titre: ", f"titre: Titre {luck.randrange(1000)} et ")


def _told(luck: random.Random, root: Path) -> str:
    """A summary: what cards, lists, feeds and the search show of a record."""
    tools = [path for path in _records(root) if "\nresume: " in path.read_text(encoding="utf-8")]
    return _instead(luck.choice(tools), "resume: ", f"resume: Résumé {luck.randrange(1000)}, ")


def _added(luck: random.Random, root: Path) -> str:
    """One tool or one page more."""
    name = f"nouveau-{luck.randrange(10**6)}"
    if luck.random() < 1 / 2:
        model = root / "toolbox/cercle-d-essai.md"
        text = model.read_text(encoding="utf-8") if model.exists() else ""
        (root / f"toolbox/{name}.md").write_text(text.replace("titre: ", f"titre: {name} "), encoding="utf-8")
    else:
        text = f"---\ntitre: Page {name}\n---\nTexte de {name}.\n"
        (root / f"content/{name}.md").write_text(text, encoding="utf-8")
    return name


def _removed(luck: random.Random, root: Path) -> str:
    new = [path for path in _records(root) if path.name.startswith("nouveau-")]
    path = luck.choice(new or _records(root))
    path.unlink()
    return path.name


def _renamed(luck: random.Random, root: Path) -> str:
    """A record under another name, its former one kept."""
    new = [path for path in _records(root) if path.name.startswith("nouveau-")]
    path = luck.choice(new or sorted((root / "toolbox").glob("*.md")))
    text = path.read_text(encoding="utf-8")
    if "anciens_ids: " not in text:
        path.write_text(text.replace("---\n", f"---\nanciens_ids: [{path.stem}]\n", 1), encoding="utf-8")
    path.rename(path.with_name(f"nouveau-nom-{luck.randrange(10**6)}.md"))
    return path.name


def _drawn(luck: random.Random, root: Path) -> str:
    """Whatever the campaign of publications draws."""
    mutate(luck, root)
    return "drawn"


# --- images -----------------------------------------------------------------------------------------


def _pictured(luck: random.Random, root: Path) -> str:
    """An image, new or drawn again, that a record shows."""
    path = luck.choice(_records(root))
    name = f"image-{luck.randrange(3)}.png"
    _draw(luck, path.with_name(name))
    return _more(path, f"![Un dessin d'essai, numéro {luck.randrange(9)}]({name})")


def _redrawn(luck: random.Random, root: Path) -> str:
    """The pixels of an image that is shown already."""
    images = sorted(path for top in _TOPS for path in (root / top).rglob("*.png"))
    if not images:
        return _pictured(luck, root)
    path = luck.choice(images)
    _draw(luck, path)
    return path.name


def _undrawn(luck: random.Random, root: Path) -> str:
    """An image taken away: refused where a record shows it."""
    images = sorted(path for top in _TOPS for path in (root / top).rglob("*.png"))
    for path in images[: luck.randrange(2) + 1]:
        path.unlink()
    return f"{len(images)} images before"


def _draw(luck: random.Random, path: Path) -> None:
    out = io.BytesIO()
    colour = (luck.randrange(256), luck.randrange(256), 0)
    Image.new("RGB", (luck.randrange(8, 40), 16), colour).save(out, "PNG")
    path.write_bytes(out.getvalue())


# --- what all pages share ---------------------------------------------------------------------------


def _worded(luck: random.Random, root: Path) -> str:
    path = luck.choice(sorted((root / "schemas").glob("*.json")))
    word = luck.choice(['"description": "', '"title": "'])
    return _instead(path, word, f"{word}{luck.randrange(10)} ")


def _labelled(luck: random.Random, root: Path) -> str:
    """The words of a vocabulary."""
    path = luck.choice(sorted((root / "schemas").glob("*.schema.json")))
    tree = json.loads(path.read_text(encoding="utf-8"))
    words = [one["x-libelles"] for one in _nodes(tree) if isinstance(one.get("x-libelles"), dict)]
    if words:
        some = luck.choice(words)
        some[luck.choice(sorted(some))] = f"Mot {luck.randrange(1000)}"
        path.write_text(json.dumps(tree, ensure_ascii=False, indent=2), encoding="utf-8")
    return path.name


def _nodes(tree: Any) -> list[dict[str, Any]]:  # noqa: ANN401 — what JSON holds
    inner = list(tree.values()) if isinstance(tree, dict) else tree if isinstance(tree, list) else []
    return [*([tree] if isinstance(tree, dict) else []), *(one for part in inner for one in _nodes(part))]


def _facts(luck: random.Random, root: Path) -> str:
    """Something that `content/site.yml` tells of the site."""
    name, value = luck.choice(
        [
            ("nom", f"Espace {luck.randrange(1000)}"),
            ("url", f"https://essai.example/{luck.choice(['', 'labo', 'a/b'])}"),
            ("description", f"Un espace, {luck.randrange(1000)}."),
            ("depot", f"https://forge.example/a/b{luck.randrange(9)}"),
            ("regles_depuis", f"2026-01-0{luck.randrange(1, 9)}"),
            ("vocabulaire", "{labo: l'Atelier}"),
        ]
    )
    path = root / "content/site.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if not line.startswith(f"{name}:")]
    path.write_text("\n".join([*told, f"{name}: {value}", ""]), encoding="utf-8")
    return f"{name}: {value}"


def _lexicon(luck: random.Random, root: Path) -> str:
    words = luck.sample(["cercle", "rond", "assemblée", "réunion", "tour de table"], 2)
    text = f"groupes:\n  - mots: [{', '.join(words)}]\n"
    (root / "content/lexique.yml").write_text(text, encoding="utf-8")
    return text


def _settings(luck: random.Random, root: Path) -> str:
    """The menu, the foot or the licence that `mkdocs.yml` tells; or no settings of one's own any more."""
    path = root / "mkdocs.yml"
    if path.exists() and luck.random() < 1 / 4:
        path.unlink()
        return "those of the program"
    text = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    own = f"custom_dir: {PROJECT / 'generator/theme'}"
    text = text.replace("custom_dir: generator/theme", own)
    old, new = luck.choice(
        [
            ("- Accueil: index.md", f"- Début {luck.randrange(99)}: index.md"),
            ("- Agenda: agenda.md", ""),
            ("titre: Lire une fiche", f"titre: Lire {luck.randrange(99)}"),
            ("copyright: ", "#"),
            ("- toc.follow", "- toc.integrate"),
        ]
    )
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return f"{old} → {new}"


def _theme(luck: random.Random, root: Path) -> str:
    """A theme of one's own, that of the program with some words more; or none any more."""
    path, theme = root / "mkdocs.yml", root / "theme"
    if theme.exists():
        shutil.rmtree(theme)
        path.unlink(missing_ok=True)
        return "that of the program"
    shutil.copytree(PROJECT / "generator/theme", theme)
    text = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    path.write_text(text.replace("custom_dir: generator/theme", "custom_dir: theme"), encoding="utf-8")
    shown = luck.choice(sorted([*theme.rglob("*.html"), *theme.rglob("*.svg")]))
    return _more(shown, f"<!-- {luck.random()} -->")


# --- the program, and what it keeps -----------------------------------------------------------------


def _program(luck: random.Random, program: Path) -> str:
    """A line of the program: a template, a style, a message, a script."""
    code = program / "generator"
    template = [
        path for path in (code / "pages").rglob("*.html") if "{% block contenu %}" in path.read_text()
    ]
    what = luck.randrange(4)
    path = luck.choice(
        [
            sorted(template),
            sorted((code / "pages/styles").glob("*.css")),
            [code / "typography.py", code / "publishing/search_files.py", code / "publishing/frames.py"],
            [code / "site_pages.py"],
        ][what]
    )
    text = path.read_text(encoding="utf-8")
    block = "{% block contenu %}"
    number = luck.randrange(1000)
    new = [
        text.replace(block, f"{block}<p>Numéro {number}</p>", 1),
        f"{text}\n.md-typeset .autre{number} {{ color: inherit }}\n",
        f"{text}\n# {number}\n",
        text.replace("Agenda", f"Agenda {number}"),
    ][what]
    path.unlink()  # a second name of the true file: it is never written into
    path.write_text(new, encoding="utf-8")
    return f"{path.relative_to(program)} {number}"


def _spoilt(luck: random.Random, root: Path) -> str:
    """Something that is kept is cut short, changed by a byte, emptied, or of another shape."""
    kept = sorted(path for path in (root / "build").rglob("*") if path.is_file() and path.name != "verrou")
    top = luck.choice(sorted({path.relative_to(root / "build").parts[0] for path in kept}))
    path = luck.choice([one for one in kept if one.relative_to(root / "build").parts[0] == top])
    _harm(luck, path)
    return path.relative_to(root).as_posix()


def _harm(luck: random.Random, path: Path) -> None:
    content = path.read_bytes()
    at = luck.randrange(len(content)) if content else 0
    changed = [content[:at], b"", b"[]", content[:at] + b"\0" + content[at + 1 :]]
    path.unlink()
    path.write_bytes(luck.choice(changed))


def _lost(luck: random.Random, root: Path) -> str:
    """Some of what is kept is not there any more, or the published site."""
    there = sorted(path for path in (root / "build").iterdir() if path.name != "verrou")
    path = luck.choice([*there, root / "site"])
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    return path.name


def _carried(luck: random.Random, root: Path) -> str:
    """What is kept comes from another machine: same bytes and dates, other files; the site is not there."""
    copy = root.with_name("porté")
    shutil.copytree(root / "build", copy, symlinks=True)
    shutil.rmtree(root / "build")
    copy.rename(root / "build")
    shutil.rmtree(root / "site", ignore_errors=True)
    return _sentence(luck, root)


def _kept_by_a_forge(luck: random.Random, root: Path) -> str:
    """What a forge keeps comes back, alone, where a publication begins; some of it was harmed on the way."""
    copy = root.with_name("forge")
    copy.mkdir()
    for name in FORGE_KEEPS:
        if (root / "build" / name).exists():
            (root / "build" / name).rename(copy / name)
    for made in (root / "build", root / "site"):
        shutil.rmtree(made, ignore_errors=True)
    copy.rename(root / "build")
    (root / "build/verrou").touch()  # as `make reprise` does
    harmed = luck.choice(["nothing", "shape", "one in three", "all"])
    if harmed == "shape":
        _of_another_shape(root / "build" / luck.choice(FORGE_KEEPS))
    elif harmed != "nothing":
        for path in sorted(path for path in (root / "build").rglob("*") if path.is_file()):
            if path.name != "verrou" and (harmed == "all" or not luck.randrange(3)):
                _harm(luck, path)
    return f"{harmed} harmed, {_sentence(luck, root)}"


def _of_another_shape(place: Path) -> None:
    """A file where a folder is kept, a folder where a file is."""
    if place.is_dir():
        shutil.rmtree(place)
        place.write_text("x", encoding="utf-8")
    else:
        place.unlink(missing_ok=True)
        (place / "x").mkdir(parents=True)


EDITS: Mapping[str, Edit] = {
    "sentence": _sentence,
    "heading": _heading,
    "link": _link,
    "text emptied": _emptied,
    "title": _titled,
    "summary": _told,
    "record added": _added,
    "record removed": _removed,
    "record renamed": _renamed,
    "anything": _drawn,
    "image shown": _pictured,
    "image drawn again": _redrawn,
    "image removed": _undrawn,
    "schema": _worded,
    "vocabulary": _labelled,
    "site.yml": _facts,
    "lexicon": _lexicon,
    "settings": _settings,
    "theme": _theme,
    OTHER_PROGRAM: _program,
    "kept and spoilt": _spoilt,
    "kept and lost": _lost,
    "kept elsewhere": _carried,
    "kept by a forge": _kept_by_a_forge,
}
