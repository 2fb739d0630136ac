"""The recruitment year: where it begins and ends, and its months."""

from dataclasses import dataclass
from datetime import date, timedelta

from recruitment_app.rules.timescales import months_after

MONTHS = 12
LAST_SAFE_DAY = 28
"""The last day of the month on which a year may begin: every month has it."""


@dataclass(frozen=True, slots=True)
class RecruitmentYear:
    """A year of recruitment, such as 1 April 2014 to 31 March 2015."""

    starts_on: date

    @property
    def ends_on(self) -> date:
        """Return the last day of the year."""
        return months_after(self.starts_on, MONTHS) - timedelta(days=1)

    @property
    def label(self) -> str:
        """Return how the year is written: 2014-15, or 2014 where it is a calendar year."""
        first, last = self.starts_on.year, self.ends_on.year
        return str(first) if first == last else f"{first}-{last % 100:02}"

    @property
    def months(self) -> tuple[date, ...]:
        """Return the first day of each of its twelve months."""
        return tuple(months_after(self.starts_on, number) for number in range(MONTHS))

    @property
    def before(self) -> "RecruitmentYear":
        """Return the year before."""
        return RecruitmentYear(months_after(self.starts_on, -MONTHS))


def year_containing(day: date, month: int, first: int) -> RecruitmentYear:
    """Return the year that a day lies in, where years begin on the given day and month."""
    starts = date(day.year, month, first)
    return RecruitmentYear(starts if starts <= day else date(day.year - 1, month, first))
