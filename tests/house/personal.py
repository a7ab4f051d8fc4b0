"""Make addresses and numbers that reach a person, and what resembles them, for the tests of the guard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

_NAMES = ("marie", "camille.essai", "j-p.durand", "andré", "m_essai", "contact+site", "a", "Lou.Petit75")
_DOMAINS = ("exemple", "mairie-exemple", "mail.val-fictif", "asso", "éco-lieu")
_ENDS = ("fr", "org", "eu", "paris", "bzh", "coop", "gouv.fr", "info")
_ATS = ("@", "@", "@", "\\@", "&#64;", "%40", " [at] ", "(at)", " (arobase) ", " arobase ", " [ @ ] ")
_DOTS = (" point ", "(dot)", " [point] ", ".")
_BETWEEN = (" ", ".", "-", "", "\u00a0", "\u202f", " - ", "/", "&nbsp;", "_", "  ", "–", ". ")
_COUNTRIES = ("32", "41", "352", "44", "49", "34", "39", "590", "262", "687", "212", "1")


def addresses(chance: random.Random, count: int) -> Iterator[str]:
    """E-mail addresses, plain or spelt out."""
    for _ in range(count):
        at = chance.choice(_ATS)
        end = chance.choice(_ENDS)
        dot = "." if "." in end or at.strip() == at else chance.choice(_DOTS)
        yield f"{chance.choice(_NAMES)}{at}{chance.choice(_DOMAINS)}{dot}{end}"


def numbers(chance: random.Random, count: int) -> Iterator[str]:
    """Telephone numbers, of France and of elsewhere."""
    for _ in range(count):
        figures = chance.choice("12345679") + "".join(chance.choices("0123456789", k=8))
        form = chance.choice(("national", "national", "plus", "zeros", "elsewhere"))
        between = chance.choice(_BETWEEN)
        pairs = between.join(figures[at : at + 2] for at in range(1, 9, 2))
        if form == "national":
            yield f"0{figures[0]}{between}{pairs}"
        elif form == "plus":
            between = chance.choice((" ", "", ".", "-", "\u202f"))
            pairs = between.join(figures[at : at + 2] for at in range(1, 9, 2))
            zero = chance.choice(("", "(0)", " (0) "))
            yield f"+33{zero or between}{figures[0]}{between}{pairs}"
        elif form == "zeros":
            between = chance.choice((" ", "", ".", "-"))
            yield f"00{chance.choice(('33', '32', '590'))}{between}{figures}"
        else:
            between = chance.choice((" ", "", "."))
            yield f"+{chance.choice(_COUNTRIES)} {figures[:3]}{between}{figures[3:5]}{between}{figures[5:]}0"


LOOKALIKES = (
    *("2026-03-02", "02/03/2026 14h30", "02-03-2026 14:30", "de 09.30-10.45 puis 12.15", "09h30 à 10h45"),
    *("le 01, 02, 03, 04, 05", "01\n02\n03\n04\n05", "2026-01-02-03-04-05", "0,0612345678", "3939", "15"),
    *("ISBN 0306406152", "ISBN : 0-306-40615-2", "doi:10.1234/0612345678", "W751234567", "48.8566,2.3522"),
    *("https://mastodon.social/@nom", "https://exemple.org/photo-0612345678.jpg", "@nom", "@nom@pouet.fr"),
    *("www.exemple.org/0612345678", "medium.com/@jean.dupont"),
    *("git@forge.exemple.fr:labo/espace.git", "paquet@1.2.3", "logo@2x.png", "labo@example.org", "a@b"),
    *("le signe arobase", "0 800 123 456", "08 00 12 34 56", "0891123456", "+12 000 000 €", "HEAD@{1}"),
    *("moi@cela.example", "arobase, point", "+1 150 000 000 €", "commune-68224", "H1 (D2)", "x@y.z"),
)


def lookalikes(chance: random.Random, count: int) -> Iterator[str]:
    """Dates, SIRET, codes, amounts, ISBN and hours, drawn as they are written."""

    def figures(number: int) -> str:
        return "".join(chance.choices("0123456789", k=number))

    makers = (
        lambda: f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/20{figures(2)}",
        lambda: f"20{figures(2)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        lambda: f"{figures(3)} {figures(3)} {figures(3)} {figures(5)}",
        lambda: figures(14),
        lambda: f"{figures(3)} {figures(3)} {figures(3)}",
        lambda: figures(5),
        lambda: f"{chance.randint(1, 9)} {figures(3)} {figures(3)},{figures(2)} €",
        lambda: f"{chance.randint(1, 99)}\u202f{figures(3)}\u202f{figures(3)} habitants",
        lambda: f"ISBN 978-2-{figures(2)}-{figures(6)}-{figures(1)}",
        lambda: f"978{figures(10)}",
        lambda: f"10.{figures(4)}/{figures(10)}",
        lambda: f"https://exemple.org/{figures(10)}/@nom?q={figures(10)}",
        lambda: f"de {chance.randint(8, 12):02}h{figures(2)} à {chance.randint(13, 19)}h{figures(2)}",
        lambda: (
            f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.20{figures(2)} {figures(2)}:{figures(2)}"
        ),
        lambda: f"dossier {figures(3)} {figures(3)} {figures(4)}",
        lambda: f"2,{figures(10)}",
    )
    for _ in range(count):
        yield chance.choice(makers)()
