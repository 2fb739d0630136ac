"""The sums under the table of income and expenditure; only what was typed as money is added."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from recruitment_app.casework.reports.report_rows import Row
from recruitment_app.documents.report_contents import PrintedColumn, Rows
from recruitment_app.forms.definition import ColumnKind

INCOME, OUTGOING, DEBT, OWNED = "Income", "Outgoing", "Debt", "Savings or property"
_AMOUNT: Final = re.compile(r"-?\d{1,12}(?:\.\d{1,2})?", re.ASCII)
_COLUMNS: Final = (
    PrintedColumn("sum", "Sum"),
    PrintedColumn("monthly", "A month now", ColumnKind.MONEY),
    PrintedColumn("monthly_on_leave", "A month on leave", ColumnKind.MONEY),
    PrintedColumn("balance", "In all", ColumnKind.MONEY),
)


def sums_of(rows: Iterable[Row]) -> Rows:
    """Return what comes in, goes out and is left, now and on leave, and what is owed and owned."""
    told = list(rows)

    def added(column: str, *sorts: str) -> Decimal:
        return sum(
            (_amount(row.get(column, "")) for row in told if row.get("sort") in sorts), Decimal(0)
        )

    months = "monthly", "monthly_on_leave"
    comes = [added(month, INCOME) for month in months]
    goes = [added(month, OUTGOING, DEBT) for month in months]
    left = [one - other for one, other in zip(comes, goes, strict=True)]
    lines: list[tuple[str, ...]] = [
        ("Comes in", *map(_pounds, comes), ""),
        ("Goes out, with what debts cost", *map(_pounds, goes), ""),
        ("Left over", *map(_pounds, left), ""),
        ("Owned", "", "", _pounds(added("balance", OWNED))),
        ("Owed altogether", "", "", _pounds(added("balance", DEBT))),
    ]
    return Rows(_COLUMNS, tuple(lines) if told else (), "Sums")


def _amount(typed: str) -> Decimal:
    bare = typed.replace(",", "").replace("£", "").strip()
    return Decimal(bare) if _AMOUNT.fullmatch(bare) else Decimal(0)


def _pounds(amount: Decimal) -> str:
    sign = "\u2212" if amount < 0 else ""
    pence = abs(amount)
    return f"{sign}£{pence:,.2f}" if pence % 1 else f"{sign}£{pence:,.0f}"
