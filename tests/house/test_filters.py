"""Templates ask for filters that exist, and no filter waits for a template that is gone."""

from __future__ import annotations

from jinja2 import Environment, nodes

from generator.pages.frame.templating import _ENVIRONMENT
from generator.pipeline import PROJECT


def _asked() -> dict[str, str]:
    """Each filter that our templates name, with one that does: Jinja finds some only when it gets there."""
    found: dict[str, str] = {}
    for path in sorted((PROJECT / "generator/pages").glob("**/templates/*.html")):
        tree = _ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
        found |= {one.name: path.name for one in tree.find_all(nodes.Filter)}
    return found


def test_every_filter_that_a_template_names_exists() -> None:
    asked = _asked()
    assert asked
    assert {name: where for name, where in asked.items() if name not in _ENVIRONMENT.filters} == {}


def test_every_filter_of_ours_serves_a_template() -> None:
    assert set(_ENVIRONMENT.filters) - set(Environment(autoescape=True).filters) - set(_asked()) == set()
