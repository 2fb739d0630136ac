"""What came of a source, a campaign or an event: enquiries carried through to approval, and cost.

Small numbers are told honestly: how many there are always stands beside a share, a share of too few
is not reckoned at all, and those still on their way are counted, since their end is not known.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Self

from typing_extensions import override

from recruitment_app.errors import Problem

_PENCE = 100
_SUM = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?")
_WHOLE_POUNDS = 10_000  # pence from which the pence of a sum say nothing


@dataclass(frozen=True, slots=True)
class Yield:
    """The enquiries of some days and how far they came; each household counts once.

    ``registered`` sent a registration of interest, of ``stage_one`` it was accepted; ``in_hand``
    are neither approved nor closed. ``cost`` is in pence, None where none is told.
    """

    enquiries: int = 0
    registered: int = 0
    stage_one: int = 0
    approved: int = 0
    in_hand: int = 0
    cost: int | None = None

    def __add__(self, other: Self) -> "Yield":
        """Return both together; a cost is told where either tells one."""
        costs = [each.cost for each in (self, other) if each.cost is not None]
        return Yield(
            self.enquiries + other.enquiries,
            self.registered + other.registered,
            self.stage_one + other.stage_one,
            self.approved + other.approved,
            self.in_hand + other.in_hand,
            sum(costs) if costs else None,
        )

    @property
    def ended(self) -> int:
        """Return how many ended without an approval."""
        return self.enquiries - self.approved - self.in_hand

    @property
    def cost_per_enquiry(self) -> int | None:
        """Return what one enquiry cost, in pence; None without a cost or an enquiry."""
        return _each(self.cost, self.enquiries)

    @property
    def cost_per_approval(self) -> int | None:
        """Return what one approval cost so far, in pence; None without a cost or an approval."""
        return _each(self.cost, self.approved)

    def share(self, part: int, least: int) -> int | None:
        """Return a part of the enquiries in per cent; None where they are fewer than ``least``."""
        if self.enquiries < max(least, 1):
            return None
        return _rounded(part * 100, self.enquiries)

    @override
    def __str__(self) -> str:
        return (
            f"{_many(self.enquiries, 'enquiry', 'enquiries')}, {self.registered} registered,"
            f" {self.stage_one} in Stage One, {self.approved} approved, {self.in_hand} on the way"
        )


def together(yields: Iterable[Yield]) -> Yield:
    """Return several yields as one."""
    return reduce(add, yields, Yield())


def told(found: Yield, least: int) -> str:
    """Return in a sentence or two what came of it, with no share of too few."""
    if not found.enquiries:
        return "No enquiry in these days."
    share = found.share(found.approved, least)
    approved = f"{found.approved} of {_many(found.enquiries, 'enquiry', 'enquiries')} approved"
    if share is not None:
        approved += f" ({share} %)"
    parts = [f"{approved}."]
    if found.in_hand:
        is_one = found.in_hand == 1
        parts.append(f"{found.in_hand} {'is' if is_one else 'are'} still on the way.")
    if share is None:
        parts.append(f"Too few for a percentage: fewer than {least}.")
    return " ".join(parts)


def pounds(pence: int | None) -> str:
    """Return a sum as it is read: £85, £7.50, £1,250; nothing where there is none."""
    if pence is None:
        return ""
    if pence % _PENCE and pence < _WHOLE_POUNDS:
        return f"£{pence / _PENCE:,.2f}"
    return f"£{_rounded(pence, _PENCE):,}"


def read_pounds(typed: str) -> int | None:
    """Read a sum as people type it, such as £1,250 or 99.50, in pence; None where nothing is typed.

    Raises:
        Problem: it is no sum.

    """
    text = typed.strip().removeprefix("£").replace(",", "").strip()
    if not text:
        return None
    found = _SUM.fullmatch(text)
    if found is None:
        raise Problem("Give the cost in pounds, such as 250 or 99.50.", field="cost")
    return int(found[1]) * _PENCE + int((found[2] or "").ljust(2, "0"))


def as_typed(pence: int | None) -> str:
    """Return a sum as ``read_pounds`` reads it, to the penny."""
    if pence is None:
        return ""
    whole, rest = divmod(pence, _PENCE)
    return f"{whole}.{rest:02}" if rest else str(whole)


def _each(cost: int | None, count: int) -> int | None:
    return None if cost is None or not count else _rounded(cost, count)


def _rounded(number: int, by: int) -> int:
    """Divide and round to the nearest whole, a half up."""
    return (2 * number + by) // (2 * by)


def _many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
