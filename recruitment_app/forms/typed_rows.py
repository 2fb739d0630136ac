"""The rows that are typed in a section: what each cell may hold, and how it is kept.

A row is kept as one text a column. Numbers and money are kept without signs and commas, dates as
they are shown, as far as they are known: "12 May 1979", "May 1979", "1979".
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Column, ColumnKind
from recruitment_app.rules.partial_dates import PartialDate, read_partial_date

Row = Mapping[str, str]
"""What stands in a row, by the keys of the columns; nothing stands where a key is missing."""

YES, NO = "Yes", "No"
_YES: Final = frozenset({"yes", "y", "true", "1"})
_NO: Final = frozenset({"no", "n", "false", "0"})
_NUMBER: Final = re.compile(r"-?\d{1,9}(?:\.\d{1,4})?", re.ASCII)
_MONEY: Final = re.compile(r"-?\d{1,12}(?:\.\d{1,2})?", re.ASCII)


def read_cell(column: Column, typed: str, *, today: date) -> str:
    """Return what was typed in a cell as it is kept.

    Raises:
        Problem: it does not fit the kind of its column.

    """
    text = typed.strip()
    if not text or column.kind is ColumnKind.TEXT:
        return text
    if column.kind is ColumnKind.DATE:
        return _date(text, today)
    if column.kind is ColumnKind.CHOICE:
        return _choice(column, text)
    return _READ[column.kind](text)


def offers(column: Column) -> tuple[str, ...]:
    """Return what may be chosen in a cell; nothing where it is typed freely."""
    if column.kind is ColumnKind.YES_NO:
        return (YES, NO)
    return column.choices


def shown_cell(column: Column, kept: str) -> str:
    """Return what is kept in a cell as it is shown: an amount with its sign and commas."""
    if column.kind is ColumnKind.MONEY and _MONEY.fullmatch(kept):
        amount = Decimal(kept)
        sign = "-" if amount < 0 else ""
        return f"{sign}£{abs(amount):,}"
    return kept


def is_blank(row: Row) -> bool:
    """Say whether nothing stands in a row."""
    return not any(text.strip() for text in row.values())


def _date(text: str, today: date) -> str:
    try:
        return PartialDate.stored(text).shown
    except Problem:
        return read_partial_date(text, today=today).shown


def _number(text: str) -> str:
    bare = text.replace(",", "")
    if _NUMBER.fullmatch(bare) is None:
        raise Problem("Type a number, such as 12 or 1.5.")
    return bare


def _amount(text: str) -> str:
    bare = text.replace(",", "").replace("£", "").replace(" ", "")
    if _MONEY.fullmatch(bare) is None:
        raise Problem("Type an amount in pounds, such as 1250 or 1,250.50.")
    return bare


def _yes_or_no(text: str) -> str:
    folded = text.casefold()
    if folded in _YES:
        return YES
    if folded in _NO:
        return NO
    raise Problem("Type Yes or No.")


def _choice(column: Column, text: str) -> str:
    folded = text.casefold()
    for choice in column.choices:
        if choice.casefold() == folded:
            return choice
    begun = [choice for choice in column.choices if choice.casefold().startswith(folded)]
    if len(begun) == 1:
        return begun[0]
    raise Problem("Choose one of: " + ", ".join(column.choices) + ".")


_READ: Final = {
    ColumnKind.NUMBER: _number,
    ColumnKind.MONEY: _amount,
    ColumnKind.YES_NO: _yes_or_no,
}
