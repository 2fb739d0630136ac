"""One clock in full: its state, its bar, its rule with the source, and whose time it was."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from recruitment_app.rules.clocks import Clock
from recruitment_app.ui import clock_words, labels, tokens
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.clock_bar import ClockBar
from recruitment_app.ui.widgets.owner_strip import OwnerStrip


class ClockRow(QWidget):
    """The title with its state at the right, the bar, the rule, and the days by owner."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self.setAccessibleName(f"{clock.limit.title}, {clock_words.state(clock)}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.TIGHT)
        top = QHBoxLayout()
        top.setSpacing(tokens.SMALL)
        top.addWidget(label(clock.limit.title, "strong", wraps=True), 1)
        top.addWidget(Chip(clock_words.state(clock), clock_words.tint(clock)))
        column.addLayout(top)
        if clock_words.is_in_hand(clock):
            column.addWidget(ClockBar(clock_words.shown(clock, self._due_on(clock))))
        elif clock.trigger_on is not None:
            column.addWidget(label(self._over(clock), "second", wraps=True))
        rule = clock_words.rule(clock)
        if clock_words.is_in_hand(clock) and self._first(clock):
            rule = f"{rule} · {self._first(clock)}"
        column.addWidget(label(rule, "small", wraps=True))
        if clock.gross_days > 0:
            days = {owner.value: number for owner, number in clock.days_by_owner.items()}
            column.addWidget(OwnerStrip(days))

    def _over(self, clock: Clock) -> str:
        told = [self.tr("Began {day}").format(day=labels.in_table(clock.trigger_on))]
        told.append(self._due(clock)[:1].lower() + self._due(clock)[1:])
        if clock.met_on is not None:
            told.append(self.tr("met {day}").format(day=labels.in_table(clock.met_on)))
        elif clock.ended_on is not None:
            told.append(self.tr("over {day}").format(day=labels.in_table(clock.ended_on)))
        return ", ".join(told)

    def _due(self, clock: Clock) -> str:
        first = self._first(clock)
        return f"{self._due_on(clock)} ({first})" if first else self._due_on(clock)

    def _due_on(self, clock: Clock) -> str:
        if clock.due_on is None:
            return self.tr("No due date")
        return self.tr("Due {day}").format(day=labels.in_table(clock.due_on))

    def _first(self, clock: Clock) -> str:
        """Return the day by which it was due before it was extended, if it was."""
        if clock.first_due_on in {None, clock.due_on}:
            return ""
        return self.tr("at first {day}").format(day=labels.in_table(clock.first_due_on))
