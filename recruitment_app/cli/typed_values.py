"""Values as they are typed on the command line: a day, a whole number."""

import argparse
import re
from datetime import date

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def day(text: str) -> date:
    """Return a day typed as an argument, as 2014-11-14 or 14/11/2014."""
    made = text if _ISO.fullmatch(text) else "-".join(reversed(text.split("/")))
    try:
        return date.fromisoformat(made)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2014-11-14") from None


def days(text: str) -> tuple[date, ...]:
    """Return days typed as one argument, with commas between them."""
    return tuple(day(each.strip()) for each in text.split(","))


def number(text: str) -> int:
    """Return a whole number typed as an argument, from nought up."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)
