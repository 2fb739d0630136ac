"""Arabic and Hebrew names in the order and with the joined letters in which they are read.

A page is drawn from left to right, letter by letter, so a run written from right to left is
turned round, and each Arabic letter takes the form that its neighbours ask for. This serves
names and addresses on one line; it is no typesetting of whole Arabic paragraphs.
"""

import unicodedata
from functools import cache

_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_STRONG = frozenset({"R", "AL"})
_WITH_THEM = frozenset({"NSM", "CS", "ES", "ON", "WS", "BN"})


def in_printing_order(text: str) -> str:
    """Return a line with each run written from right to left shaped and turned round."""
    if not any(unicodedata.bidirectional(character) in _STRONG for character in text):
        return text
    printed: list[str] = []
    run: list[str] = []
    trailing: list[str] = []
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _STRONG or (run and kind == "NSM" and not trailing):
            run += [*trailing, character]
            trailing = []
        elif run and kind in _WITH_THEM:
            trailing.append(character)
        else:
            printed += [*_turned(run), *trailing, character]
            run, trailing = [], []
    return "".join([*printed, *_turned(run), *trailing])


def _turned(run: list[str]) -> list[str]:
    """Shape a run and turn it round, keeping each mark after the letter it stands on."""
    groups: list[str] = []
    for character in _joined(run):
        if groups and unicodedata.combining(character):
            groups[-1] += character
        else:
            groups.append(character.translate(_MIRRORED))
    return list("".join(reversed(groups)))


def _joined(run: list[str]) -> list[str]:
    """Give each Arabic letter its first, middle, last or lone form."""
    letters = [at for at, character in enumerate(run) if not unicodedata.combining(character)]
    shaped = list(run)
    for place, at in enumerate(letters):
        before = run[letters[place - 1]] if place else ""
        after = run[letters[place + 1]] if place + 1 < len(letters) else ""
        own = _forms().get(run[at], {})
        joins_before = "<initial>" in _forms().get(before, {}) and "<final>" in own
        joins_after = "<initial>" in own and "<final>" in _forms().get(after, {})
        form = {
            (True, True): "<medial>",
            (True, False): "<final>",
            (False, True): "<initial>",
            (False, False): "<isolated>",
        }[joins_before, joins_after]
        shaped[at] = own.get(form, run[at])
    return shaped


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return each Arabic letter's forms, as the character database lists them."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEF5)):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2:  # noqa: PLR2004 - a form and the one letter it is a form of
            forms.setdefault(chr(int(parts[1], 16)), {})[parts[0]] = chr(code)
    return forms
