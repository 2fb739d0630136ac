"""Reading what people type: dates, postcodes, telephone numbers, e-mail addresses and names."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.rules.timescales import months_after
from recruitment_app.rules.working_days import Calendar

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EARLIEST_YEAR: Final = 1880
LATEST_YEAR: Final = 2199

_SHORTEST_WORD: Final = 3
_YEARS_AHEAD: Final = 20
_TWO_DIGITS: Final = 100
_FURTHEST: Final = 5000
_HOW: Final = "Type the date as 3/3/14, 3 mar, today or +5wd."

_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-, ]\s*(\d{1,2})(?:\s*[/.\-, ]\s*(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d", re.ASCII)
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]*(?:of\s+)?([a-z]+)[\s.,\-/]*(\d{4}|\d{2})?"
)
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:[\s,]+(\d{4}|\d{2}))?")
_AWAY = re.compile(r"([+-])\s*(\d{1,4})\s*([a-z ]*)")
_WEEKDAY = re.compile(r"(?:(last|next|this)\s+)?([a-z]+)")

_POSTCODE = re.compile(r"(GIR|[A-PR-UWYZ](?:[A-HK-Y]?[0-9][0-9A-Z]?))([0-9O][ABD-HJLNP-UW-Z]{2})")
_EMAIL = re.compile(r"[^@\s,;:<>\"()]+@[^@\s,;:<>\"()]+\.[^@\s,;:<>\".()]{2,}")
_EXTENSION = re.compile(r"\s*(?:extension|extn|ext|x)\.?\s*(\d{1,6})\s*$", re.IGNORECASE)
_FEWEST_DIGITS: Final = 6
_MOST_DIGITS: Final = 15
_WITHOUT_NOUGHT: Final = 10

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "ng",
        "ə": "e",
    }
)
_QUOTES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u02b9\u0060\u00b4\u2032\u02bb", "'"))
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def name_fold(text: str) -> str:
    """Return a name for comparing and searching: one case, one spacing, one kind of mark."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES).translate(_DASHES)
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def name_plain(text: str) -> str:
    """Return a folded name without accents, apostrophes or hyphens, for comparing."""
    apart = unicodedata.normalize("NFKD", name_fold(text).translate(_LETTERS))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w\s]", " ", bare.replace("'", "")).replace("_", " ").split())


def read_date(text: str, *, today: date, calendar: Calendar | None = None) -> date:
    """Return the day that somebody typed: the day first, a month in words, or from today.

    A weekday's name means the last such day up to today; "next monday" the one
    to come. Without a year this year is meant. ``+5wd`` counts working days,
    ``-3`` days, ``+2w`` weeks and ``+1m`` months from today.
    """
    typed = " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_DASHES).split())
    if not typed:
        raise Problem(f"A date is needed. {_HOW}")
    words = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
    if typed in words:
        return today + timedelta(days=words[typed])
    if found := _AWAY.fullmatch(typed):
        return _away(found, today, calendar or Calendar())
    if (found := _WEEKDAY.fullmatch(typed)) and (day := _weekday(found[2])) is not None:
        return _day_of_week(found[1] or "", day, today)
    named, rest = _leading_weekday(typed)
    found_on = _written(rest, today)
    if found_on is None:
        raise Problem(f"“{text.strip()}” is not a date that can be read. {_HOW}")
    if named is not None and found_on.weekday() != named:
        raise Problem(
            f"{shown_date(found_on)} is a {WEEKDAYS[found_on.weekday()].title()},"
            f" not a {WEEKDAYS[named].title()}: check the day."
        )
    return found_on


def shown_date(day: date) -> str:
    """Return a day as it is shown: "3 March 2014"."""
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"


def month_number(word: str) -> int | None:
    """Return the number of a month written out or cut short ("sept"), or None."""
    word = word.rstrip(".")
    if word == "sept":
        return 9
    if len(word) < _SHORTEST_WORD:
        return None
    return next((at for at, name in enumerate(MONTHS, 1) if name.startswith(word)), None)


def full_year(digits: str, today: date) -> int:
    """Return the year that two or four digits mean: never more than twenty years ahead."""
    year = int(digits)
    if len(digits) > len("14"):
        return year
    year += today.year // _TWO_DIGITS * _TWO_DIGITS
    if year > today.year + _YEARS_AHEAD:
        return year - _TWO_DIGITS
    return year + _TWO_DIGITS if year <= today.year + _YEARS_AHEAD - _TWO_DIGITS else year


def made_date(year: int, month: int, day: int) -> date:
    """Return the day, or say which part of it cannot be."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Problem(f"The year {year} cannot be right: check the year.")
    if not 1 <= month <= len(MONTHS):
        raise Problem(f"There is no month {month}: type the day first, then the month.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Problem(
            f"{MONTHS[month - 1].title()} {year} has {last} days,"
            f" so there is no {day}: check the day."
        )
    return date(year, month, day)


def _away(found: re.Match[str], today: date, calendar: Calendar) -> date:
    number, unit = int(found[2]), found[3].strip().removesuffix("s")
    sign = -1 if found[1] == "-" else 1
    if number > _FURTHEST:
        raise Problem("That is too many to count from today: type the date itself.")
    if number == 0:
        return today
    if unit in {"wd", "working day", "workday"}:
        step = calendar.after if sign > 0 else calendar.before
        return step(today, number)
    if unit in {"", "d", "day"}:
        return today + timedelta(days=sign * number)
    if unit in {"w", "wk", "week"}:
        return today + timedelta(weeks=sign * number)
    if unit in {"m", "month"}:
        return months_after(today, sign * number)
    if unit in {"y", "year"}:
        return months_after(today, sign * number * len(MONTHS))
    raise Problem(f"“{found[3].strip()}” is not known. Type +5wd, +3, +2w or +1m.")


def _weekday(word: str) -> int | None:
    if len(word) < _SHORTEST_WORD:
        return None
    return next((at for at, name in enumerate(WEEKDAYS) if name.startswith(word)), None)


def _day_of_week(which: str, weekday: int, today: date) -> date:
    behind = (today.weekday() - weekday) % 7
    if which == "next":
        return today + timedelta(days=7 - behind)
    if which == "last" and behind == 0:
        behind = 7
    if which == "this":
        return today - timedelta(days=today.weekday()) + timedelta(days=weekday)
    return today - timedelta(days=behind)


def _leading_weekday(typed: str) -> tuple[int | None, str]:
    first, _, rest = typed.partition(" ")
    named = _weekday(first.rstrip(",."))
    return (named, rest) if named is not None and rest else (None, typed)


def _written(typed: str, today: date) -> date | None:
    if found := _ISO.fullmatch(typed):
        return made_date(int(found[1]), int(found[2]), int(found[3]))
    if found := _RUN_TOGETHER.fullmatch(typed):
        return made_date(full_year(found[3], today), int(found[2]), int(found[1]))
    if found := _NUMBERS.fullmatch(typed):
        year = full_year(found[3], today) if found[3] else today.year
        return made_date(year, int(found[2]), int(found[1]))
    for pattern, day_at, month_at in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        found = pattern.fullmatch(typed)
        if found and (month := month_number(found[month_at])) is not None:
            year = full_year(found[3], today) if found[3] else today.year
            return made_date(year, month, int(found[day_at]))
    return None


def read_postcode(text: str) -> str:
    """Return a postcode in its usual writing, "SW1A 1AA", or say what is wrong with it."""
    typed = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).upper()
    found = _POSTCODE.fullmatch(typed)
    if found is None or (found[1] == "GIR" and found[2] != "0AA"):
        raise Problem("This is not a whole UK postcode: type it like RM17 6SL.", field="postcode")
    return f"{found[1]} {found[2].replace('O', '0', 1) if found[2][0] == 'O' else found[2]}"


def fold_postcode(text: str) -> str:
    """Return a postcode for comparing: letters and figures only, whatever its shape."""
    try:
        return read_postcode(text).replace(" ", "")
    except Problem:
        return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).upper()


def read_phone(text: str) -> str:
    """Return a telephone number grouped as it was typed, or say what is wrong with it."""
    typed = " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())
    number = _EXTENSION.sub("", typed)
    digits = re.sub(r"\D", "", number)
    if not re.fullmatch(r"\+?[\d\s().\-/]+", number):
        raise Problem(
            "A telephone number holds figures only: put any words in the notes.", field="phone"
        )
    if len(digits) < _FEWEST_DIGITS:
        raise Problem(
            "This telephone number is too short: type it with its area code.", field="phone"
        )
    if len(digits) > _MOST_DIGITS:
        raise Problem("This telephone number is too long: type one number only.", field="phone")
    return typed


def fold_phone(text: str) -> str:
    """Return a telephone number for comparing: its figures, a British one from its 0.

    +44, 0044 and a 0 that a spreadsheet dropped make no difference; nor does an
    extension.
    """
    typed = _EXTENSION.sub("", unicodedata.normalize("NFKC", text))
    abroad = typed.strip().startswith("+")
    digits = "".join(str(unicodedata.digit(sign)) for sign in typed if sign.isdecimal())
    if not abroad and digits.startswith("00"):
        digits, abroad = digits[2:], True
    if digits.startswith("44") and (abroad or len(digits) > _WITHOUT_NOUGHT + 1):
        return "0" + digits[2:].removeprefix("0")
    if not abroad and len(digits) == _WITHOUT_NOUGHT and digits[0] in "1237":
        return "0" + digits
    return digits


def read_email(text: str) -> str:
    """Return an e-mail address as typed, or say what is wrong with it."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if _EMAIL.fullmatch(typed) is None or ".." in typed:
        raise Problem(
            "This is not a whole e-mail address: type it like name@example.org.", field="email"
        )
    return typed


def fold_email(text: str) -> str:
    """Return an e-mail address for comparing."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def is_time(text: str) -> bool:
    """Say whether a text is a time of the day, such as 18:30."""
    return _TIME.fullmatch(text) is not None
