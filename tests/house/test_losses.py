"""What a text would lose is told, and ordinary French prose is left in peace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.prose import check
from generator.prose.marks import DIALECTS, SIGNS
from generator.prose.raw import Raw
from generator.prose.silent_losses import LOSSES
from tests.house.growth import steep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.prose.marks import Dialect, Mark

HONEST = """\
Le budget est de 3 000 $ et non 4 000 $, soit $US 2 500.
Ça coûte 5 $ le jour, 12 $ le soir ; l'adhésion vaut $5 ou $$ selon les revenus.
Rendez-vous à 12:30:45, salle B:2:x.
Score final : 3 ** 2 puis 5 ** 4.
Les inscrits** comptent les absents.
** Hors abstention.
Hôtel *** à deux pas, noté ****.
Voter [sic] (voir plus loin) n'est pas choisir.
Il a dit [...] (p. 12) que tout allait bien.
Le dossier [1][2] le montre.
Voir la note [3] (en bas) et l'annexe [A] (jointe).
C++ et C# sont des langages ; a == b n'est pas a = b.
Le mot-dièse #JeParticipe a bien circulé.
#JeParticipe
– Bonjour, dit-elle.
— Et vous ?
1) Accueillir
a) Écouter sans couper la parole
o Oui
Nom : ________ Prénom : ________
x^2 + y^2 = z^2
~40 personnes, soit ~3 % de plus.
10 < 20 et 30 > 20.
{accolades} et {a, b} n'ont rien de spécial.
Le signe | sépare, || répète, et +++ insiste.
« Qui ? » « Quoi ?? » « Où ??? »
!!! Attention !!!
Nous sommes le 12 ==> la suite demain.
Voir https://exemple.fr/a_(b)?c=[d]&e=%20 pour la suite.
L'adresse commence par https://… et finit par .fr
Taux : 12 %% par an, ou 50%.
Écrire \\[\\[lien\\]\\] ou \\==texte\\== montre les signes.
Le code `[[x]]` et ``{% y %}`` est montré.
L'email est « nom [at] domaine [point] fr ».
C'est l''apostrophe doublée d'un tableur.
Le ratio 1:2:3 convient, le 16:9: aussi.
Article L. 2121-12, al. 2 [modifié].
10 000 habitants · 3 communes · 1 lycée
Points forts : • l'accueil • le repas • la salle
(1) Premier point (2) second point
L'équation E = mc² et H₂O.
"""

ODD = {
    "note-sans-texte": [
        "a[^1] b",
        "[^note]",
        "| a |\n|---|\n| b[^1] |",
        "- x[^1]",
        "> x[^1]",
        "a[^1]\n\n[^2]: z[^2]",
    ],
    "note-sans-appel": ["a\n\n[^1]: b", "a[^1]\n\n[^1]: b\n\n[^1]: c", "`[^1]`\n\n[^1]: b"],
    "cases-perdues": [
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
        "a | b\n--|--\n1 | 2 | 3",
        "| a | b |\n|---|---|\n| 1 | `x|y` |",
        "> | a |\n> |---|\n> | 1 | 2 |",
        "| a |\n|---|\n| 1 | 2",
    ],
    "signes-d-un-autre-outil": [
        '{% hint style="info" %}',
        "{% endhint %}",
        '{{< figure src="x" >}}',
        "{{% notice %}}",
        "{{ page.title }}",
        "[[page]]",
        "![[plan.png]]",
        "[[page|titre]]",
        "c'est ==important== ici",
        "++souligné++",
        "||secret||",
        "'''gras'''",
        "%%note%%",
        "# Titre {#id}",
        "Texte\n{: .classe }",
        "[a](https://b.fr){.bouton}",
        "::: warning\nx\n:::",
        ":::note",
        '!!! note "Titre"\n    x',
        "??? tip",
        "[TOC]",
        "[[_TOC_]]",
        "{:toc}",
        "x^[une note]",
        "$$E=mc^2$$",
        "m^2^",
        "H~2~O",
        "== Titre ==",
        "h2. Titre",
        "[https://a.fr le site]",
        "Bravo :tada: à tous",
        "> [!INFO]\n> x",
        "> [!abstract]- Replié",
        "[ ] à faire",
        "[x] fait",
        "- ==x==",
        "| ==a== |\n|---|\n| x |",
        "a[^1]\n\n[^1]: ==x==",
    ],
    "titre-colle": ["##Titre", "###Titre\ntexte", "- ##Titre", "texte\n##Titre"],
    "niveau-saute": ["## a\n\n#### b", "# a\n\n### b", "### a\n\n## b", "Titre\n===\n\n### b"],
    "titre-par-un-trait": ["Une phrase entière.\n---", "Deux\nlignes\n---", "Une phrase ?\n==="],
    "liste-non-reconnue": [
        "•\tun\n•\tdeux",
        "• un",
        "▪ un",
        "o\tun",
        "– un\n– deux",
        "a)\tun",
        "Nom\tPrénom",
        "· un",
        "\uf0b7\tun",
    ],
    "lien-affiche-tel-quel": [
        "![plan](mon plan.png)",
        "[doc](mon doc.pdf)",
        "[le plan] (plan.pdf)",
        "[le site] (https://a.fr)",
        "[a b][c]",
        "![a][b]",
        "[a][]",
        "| [a][b] |\n|---|\n| x |",
        '[a](x y "titre")',
    ],
    "definition-inutile": ["a\n\n[b]: https://a.fr", "[b][c]\n\n[b]: x.md"],
    "gras-non-ferme": ["**gras", "a **b c", "- **b", "**gras **"],
    "code-non-ferme": ["```\na", "~~~ py\na\n\nb", "> ```\n> a\n\nb", "````\n```"],
    "code-par-des-espaces": ["a\n\n    b", "    a", "\tb", "- a\n\n      b"],
}


@pytest.mark.parametrize("line", HONEST.splitlines())
def test_ordinary_prose_is_left_in_peace(line: str) -> None:
    assert [fault for fault in check("x.md", line, 1) if fault.rule in LOSSES] == []


def test_fine_markdown_is_left_in_peace() -> None:
    body = """\
# Un titre

## Un autre

Titre court
---

Un texte **gras**, *penché*, ~~barré~~[^1] et [un lien][a], ![image][a], [a] et [A][].

[^1]: Une note, avec `[[code]]` et \\*\\*étoiles\\*\\*.

[a]: https://exemple.fr "titre"

| a | b |
|---|:-:|
| 1 \\| 2 | `x \\| y` |
| 3 |

1. un
   - deux
   * trois
2) quatre

- [ ] à faire
- [x] fait

> [!NOTE]
> Un encart.

```html
[[x]] {% y %} ==z==
    <a>
```

~~~
```
~~~
"""
    assert [fault for fault in check("x.md", body, 1) if fault.rule in LOSSES] == []


@pytest.mark.parametrize(("rule", "body"), [(rule, body) for rule, bodies in ODD.items() for body in bodies])
def test_a_loss_is_told_where_it_is(rule: str, body: str) -> None:
    found = [fault for fault in check("x.md", body, 1) if fault.rule == rule]
    assert found
    lines = body.split("\n")
    for fault in found:
        assert 1 <= fault.place.line <= len(lines)
        assert fault.place.column <= len(lines[fault.place.line - 1]) + 1


def test_every_loss_is_proved() -> None:
    assert set(ODD) == set(LOSSES)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "[[",
        "[a](",
        "[a] (",
        "[a][",
        "{",
        "{{",
        "{%",
        "==",
        "==a",
        "++",
        "**",
        "**a",
        " **",
        "|",
        "\\",
        "\\|",
        "•\t",
        "a\t",
        "\t",
        "[^",
        "[^a]",
        "^[",
        "$$",
        "$$a",
        "'''",
        "''' a",
        "%%a",
        "~a",
        "a^b",
        ":x:",
        "`",
        "=",
        "[a](b c",
        "[http://a ",
        "{.a",
        "h1. ",
        "\n#a",
        "\n##a",
        "\n[a]: ",
        "\n[a]: b\n",
        "\n```",
        "\n- ",
        "\n    a",
        "\n:::",
        "\n• ",
        "\n– a",
        "a\n---\n\n",
        "# a\n\n### b\n\n",
        "[^a]: b\n\n",
        "\n|-|\n|a|b|",
        "é**",
        "é[a] (b.md) ",
    ],
)
def test_the_cost_grows_like_the_text(piece: str) -> None:
    assert not steep(lambda count: [*check("x.md", piece * count, 1)], 4_000, 0.01)


@pytest.mark.parametrize("known", DIALECTS, ids=lambda known: known.pattern.pattern[7:20])
def test_a_mark_of_another_tool_holds_its_sign(known: Dialect) -> None:
    """Without its sign a text is not searched: the mark would go unseen."""

    @given(st.from_regex(known.pattern))
    def holds(text: str) -> None:
        assert known.sign in f"\n{text}"

    holds()


_PIECES = (*"#•§o–*[](){}^~=+|%:!?$ \t\n\u00a0\\aé1", "##", "**", "[^", "](", "] (", "a.md", "[a][b]", "\n- ")


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join), st.sampled_from(list(SIGNS)))
def test_what_holds_no_sign_has_no_mark(text: str, check: Callable[[Raw], Iterator[Mark]]) -> None:
    """The short way and the long one agree on any text."""
    assert any(sign in f"\n{text}" for sign in SIGNS[check]) or not [*check(Raw("+Paragraph", [(text, 0)]))]
