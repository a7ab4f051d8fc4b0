"""Blocks of other tools' Markdown become alerts; code is left alone; the rest is told with its line."""

from __future__ import annotations

import pytest

from generator.importing.dialects import in_our_words

_ALERT = "> [!WARNING]\n> Attention aux **pieds**."


@pytest.mark.parametrize(
    "text",
    [
        '{% hint style="warning" %}\nAttention aux **pieds**.\n{% endhint %}',
        '{% hint style="warning" %}Attention aux **pieds**.{% endhint %}',
        "{{% notice warning %}}\nAttention aux **pieds**.\n{{% /notice %}}",
        "{{< hint warning >}}\nAttention aux **pieds**.\n{{< /hint >}}",
        '{{< callout type="warning" >}}\nAttention aux **pieds**.\n{{< /callout >}}',
        ":::warning\nAttention aux **pieds**.\n:::",
        "!!! warning\n    Attention aux **pieds**.",
    ],
)
def test_an_alert_is_an_alert(text: str) -> None:
    assert in_our_words("a.md", text) == (_ALERT, [])


def test_what_follows_an_alert_is_outside_of_it() -> None:
    text = '!!! note "Le saviez-vous ?"\n    Dedans.\n\nDehors.'
    found, _ = in_our_words("a.md", text)
    assert found == "> [!NOTE]\n> **Le saviez-vous ?**\n>\n> Dedans.\n>\n\nDehors."


def test_code_is_left_alone() -> None:
    text = '```\n{% hint %}\n{{< figure src="a.png" >}}\n```\n\nEt `{{< ref >}}` aussi.'
    assert in_our_words("a.md", text) == (text, [])


def test_the_rest_is_written_or_told() -> None:
    text = (
        '{{< figure src="a.png" alt="Un banc" >}}\n{% embed url="https://example.org/" %}\n'
        "{{< youtube dQw4w9WgXcQ >}}\nUn {{< chose 3 >}} là."
    )
    found, told = in_our_words("a.md", text, 5)
    assert found.splitlines() == [
        "![Un banc](a.png)",
        "<https://example.org/>",
        "<https://www.youtube.com/watch?v=dQw4w9WgXcQ>",
        "Un  là.",
    ]
    assert [(one.place, one.words) for one in told] == [
        ("a.md, ligne 8", "ce bloc n'est pas compris : {{< chose 3 >}}")
    ]
