"""Regular expressions for numbers that identify or reach a person, and for the words around: `FIGURES`.

They are written in what the regular expressions of Python and of browsers have in common: the form is given
them. Every repetition is bounded.
"""

from __future__ import annotations

from typing import Any

WORD = "A-Za-z0-9À-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
BLANK = r" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BETWEEN = (
    rf"(?:[{BLANK}.\/()_¦\u00b7\u2022\u2027\u2219\u22c5\u2010-\u2015\u2212:-]{{1,3}}"
    r"|[ \t]{0,4}\n[ \t>]{0,8})?"
)
_COUNTRIES = "33|32|41|34|39|44|49|351|352|377|262|590|594|596|508|687|689|212|213|216"
_AFTER = rf"(?![{WORD}]|[.,:-]\d|\/(?!0[1-9])\d)"
_FOUR = rf"[{BLANK}._¦-]{{0,2}}"

_COUNTED = (
    *(
        "notes?",
        "lots?",
        "s[eé]ries?",
        "tirages?",
        "loto",
        "r[eé]sultats?",
        "scores?",
        "s[eé]ances?",
        "ateliers?",
    ),
    *(
        "semaines?",
        "jours?",
        "mois",
        "ann[eé]es?",
        "dates?",
        "bureaux?(?: de vote)?",
        "groupes?",
        "tomes?",
        "les",
    ),
    *("lignes?(?: de bus)?", "bus", "pages?", "chapitres?", "articles?", "cantons?", "arrondissements?"),
    *("quartiers?", "salles?", "[eé]tapes?", "classes?", "tables?", "moyennes?", "points?", "[eé]quipes?"),
    *("volumes?", "fiches?", "sections?", "parcelles?", "places?"),
)
_CODED = (
    *("codes?", "r[eé]f(?:[eé]rences?)?", "dossiers?", "factures?", "commandes?", "march[eé]s?", "contrats?"),
    *(
        "identifiants?",
        "id",
        "parcelles?",
        "comptes?",
        "num[eé]ros? de (?:dossier|facture|commande|s[eé]rie)",
    ),
    *(
        "s[eé]rie",
        "lot",
        "d[eé]lib[eé]rations?",
        "conventions?",
        "mandats?",
        "devis",
        "bons?",
        "arr[eê]t[eé]s?",
    ),
    *("version", "siren", "siret", "nic", "tva", "fr"),
)
_UNITS = (
    *("€", r"\$", "£", "%", "[kKM]€", "euros?", "francs?", "f?cfa", "habitants?", "voix", "personnes"),
    *("millions?", "milliards?", "tonnes?", "octets?", "m[²2]", "km"),
)
_MONTHS = (
    *("janvier", "f[eé]vrier", "mars", "avril", "mai", "juin", "juillet", "ao[uû]t", "septembre", "octobre"),
    *("novembre", "d[eé]cembre"),
)
# The length of an IBAN, by country.
_IBAN = (
    "AD24 AE23 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 DZ26 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 "
    "HU28 IE22 IL23 IS26 IT27 LI21 LT20 LU20 LV21 MA28 MC27 MT31 MU30 NL18 NO15 PL28 PT25 RO24 SE24 "
    "SI19 SK24 SM27 TN24 TR26"
)
# How people group the ten figures of a French number.
_SHAPES = (
    "10 2-2-2-2-2 2-4-4 2-8 4-2-2-2 4-3-3 4-6 2-3-3-2 2-2-2-4 2-2-4-2 2-4-2-2 3-3-4 3-3-2-2 2-3-2-3 2-2-3-3 "
    "1-9 1-3-3-3 1-1-2-2-2-2"
)
_WRITTEN = {
    # 08 is left out: services, never a person. A letter O is read as a nought.
    "telephone": rf"(?:(?<![{WORD}])|(?<=t[eé]l))(?<!\d[.,:-])"
    rf"(?:([0O]{_BETWEEN}[1-79](?:{_BETWEEN}\d){{8}})"
    rf"|(\+{_BETWEEN}[1-9](?:{_BETWEEN}\d){{8,14}}|00{_BETWEEN}(?:{_COUNTRIES})(?:{_BETWEEN}\d){{8,11}})"
    rf"|(33{_BETWEEN}[1-79](?:{_BETWEEN}\d){{8}})){_AFTER}",
    # An address that calls somebody, whatever it is written in.
    "appel": r"(?:(?<![a-z])(?:tel|sms|smsto|callto|whatsapp|facetime|skype|viber|sip):(?:\/\/)?"
    r"|(?<![a-z])wa\.me\/|(?<![a-z])t\.me\/(?=\+)|signal\.me\/#p\/"
    r"|[?&#;](?:phone|tel|telephone|mobile|portable|gsm|sms|call|number|numero|num|to|contact|p)="
    rf"(?=\+|_|0|33))(_{{0,2}}\+?\(?\d(?:{_BETWEEN}\d){{7,14}})",
    # What calls a person, or counts things, before the figures and after them.
    "joindre": r"(?:t[eé]l|phone|portable|mobile|fixe|fax|sms|appel|num[eé]ro|joind|joign|compos|whats|signal"
    r"|contact|inscri|coordonn|standard|[☎✆📞])[^\n]{0,25}$",
    "compter": rf"(?<![a-zà-ÿ])(?:{'|'.join(_COUNTED)})"
    rf"(?:[{BLANK}]n(?:°|os?|um[eé]ros?))?[{BLANK}]{{0,2}}:?[{BLANK}]{{0,2}}\(?$",
    "pluriel": rf"(?<![a-zà-ÿ])(?:[a-zà-ÿ]{{3,20}}s|horaires?)[{BLANK}]{{0,2}}:[{BLANK}]{{0,2}}$",
    "departements": rf"d[eé]partements?(?:[{BLANK}][a-zà-ÿ]{{1,12}}){{0,2}}[{BLANK}]?:?[{BLANK}]?\(?$",
    "coder": rf"(?<![a-zà-ÿ])(?:{'|'.join(_CODED)})\.?(?:[{BLANK}]?n[°o])?[{BLANK}]?[:#]?[{BLANK}]?$",
    "unite": rf"^[{BLANK}]?(?:{'|'.join(_UNITS)})(?![{WORD}])",
    "mois": rf"^(?:[{BLANK}](?:et|au|ou)[{BLANK}]\d\d?)?[{BLANK}](?:{'|'.join(_MONTHS)})",
    "compte": rf"(?<![{WORD}])[A-Z]{{2}}{_FOUR}\d{_FOUR}\d(?:{_FOUR}[A-Z0-9]){{11,30}}",
    "banque": rf"(?:iban|rib|compte)[{BLANK}*_:.()'\x22-]{{0,6}}$",
    "secu": rf"(?<![{WORD}])(?<!\d[.,\/-])([12378]{_FOUR}\d\d{_FOUR}(?:0[1-9]|1[0-2]|[2-9]\d)"
    rf"{_FOUR}(?:\d\d|2[AB]){_FOUR}\d{{3}}{_FOUR}\d{{3}})({_FOUR}\d\d)?(?![{WORD}]|[{BLANK}]?m(?:s|illi))",
    "naissance": r"^[12]\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[1-8]\d|9[0-57-9]|2[AB])",
    "sociale": r"(?:s[eé]cu|nir|n° ?ss|num[eé]ro ss|immatricul|assur[eé]|vitale)[^\n]{0,25}$",
}

FIGURES: dict[str, Any] = {
    # For Python `\d` is a figure of any script, for browsers it is one of ours.
    **{name: one.replace(r"\d", "[0-9]") for name, one in _WRITTEN.items()},
    "formes": _SHAPES.split(),
    "longueurs": {one[:2]: int(one[2:]) for one in _IBAN.split()},
}
"""Patterns by their names, case ignored; shapes of numbers (`formes`), lengths of accounts (`longueurs`)."""
