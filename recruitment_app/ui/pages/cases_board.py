"""The cases of the list as a board: how far each has come, and what runs out next."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.lists.case_board import BoardCard, BoardColumn
from recruitment_app.rules.stages import Stage
from recruitment_app.ui import labels
from recruitment_app.ui.clock_words import SOON_DAYS
from recruitment_app.ui.places import Place
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.board_cards import CardShown
from recruitment_app.ui.widgets.board_view import ColumnShown

_ALWAYS = frozenset(
    {Stage.ENQUIRY, Stage.REGISTRATION, Stage.STAGE_ONE, Stage.STAGE_TWO, Stage.PANEL}
)
"""The stages that stand on the board where nobody is at them, too."""


def columns_shown(
    columns: Sequence[BoardColumn], limits: Mapping[str, str], today: date
) -> list[ColumnShown]:
    """Return the columns as they are shown, with the words of the limits."""
    return [
        ColumnShown(
            labels.stage(column.stage),
            f"{column.count:,}",
            tuple(_card(card, limits, today) for card in column.cards),
            _rest(column),
        )
        for column in columns
        if column.count or column.stage in _ALWAYS
    ]


def _rest(column: BoardColumn) -> str:
    if len(column.cards) == column.count:
        return ""
    told = _said("The first {shown:,}; the list shows all {count:,}.")
    return told.format(shown=len(column.cards), count=column.count)


def _card(card: BoardCard, limits: Mapping[str, str], today: date) -> CardShown:
    clock = limits.get(card.next_limit, "")
    left = (card.next_due_on - today).days if card.next_due_on else None
    tint = Tint.BRAND
    if left is not None and left < 0:
        tint = Tint.LATE
    elif left is not None and left <= SOON_DAYS:
        tint = Tint.DUE
    days, filled = "", None
    if card.next_due_on is not None and left is not None:
        days = labels.late_by(-left) if left < 0 else labels.count(left, "day left", "days left")
        begun = card.begun_on or card.opened_on
        whole = max((card.next_due_on - begun).days, 1)
        filled = min(max((today - begun).days / whole, 0.0), 1.0)
    due = _said("Due on {day}.").format(day=labels.in_text(card.next_due_on))
    return CardShown(
        Place("case", card.id),
        card.title or _said("Name not known"),
        card.reference,
        labels.status(card.status),
        labels.status_tint(card.status),
        card.worker or _said("not allocated"),
        clock,
        days,
        filled,
        tint,
        f"{clock}\n{due}" if clock else "",
    )


def _said(words: str) -> str:
    return QCoreApplication.translate("cases_board", words)
