"""What the checks of a report find: both items that do not go together, and the reason given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.casework.reports.report_rows import ReasonRow
from recruitment_app.rules.report_findings import (
    MUST_NOT_BE_CLAIMED,
    Evidence,
    Finding,
    Severity,
)
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import clear, label, rule
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.link_label import LinkLabel
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.scrolling import scrolling
from recruitment_app.ui.widgets.working_bar import WorkingBar

SEVERITIES: Final[Mapping[Severity, tuple[str, Tint]]] = {
    Severity.BLOCKING: ("Stops issue", Tint.LATE),
    Severity.REASON: ("Needs a reason", Tint.DUE),
    Severity.INFORMATION: ("To know", Tint.INFORMATION),
}
_PAGE: Final = 25
"""So many findings are laid out at once; a press shows as many more."""


@dataclass(frozen=True)
class Given:
    """A reason that somebody writes for a finding."""

    finding: Finding
    reason: str


class FindingView(QWidget):
    """One finding: how much it asks for, its sentence, where both items stand, and its reason."""

    spot_wished = Signal(object)
    reason_given = Signal(object)

    def __init__(
        self,
        finding: Finding,
        reason: ReasonRow | None,
        *,
        may_write: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.finding = finding
        self.setAccessibleName(finding.message)
        self.reason_button: QPushButton | None = None
        self.reason_text: QPlainTextEdit | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, tokens.SMALL, 0, tokens.SMALL)
        self._column.setSpacing(tokens.TIGHT)
        words, tint = SEVERITIES[finding.severity]
        is_settled = finding.severity is Severity.REASON and reason is not None
        head = QHBoxLayout()
        head.setSpacing(tokens.SMALL)
        if is_settled:
            head.addWidget(Chip(_said("Reason given"), Tint.MET))
        else:
            head.addWidget(Chip(_said(words), tint))
        number = label(_said("check {number}").format(number=finding.check), "small")
        head.addWidget(number)
        head.addStretch(1)
        self._column.addLayout(head)
        self._column.addWidget(_selectable(finding.message))
        for item in finding.evidence:
            self._column.addLayout(self._item(item))
        if finding.limits:
            self._column.addWidget(label(finding.limits, "small", wraps=True))
        if reason is not None:
            told = _said("Reason: {reason} ({name}, {at})").format(
                reason=reason.reason, name=reason.given_by, at=labels.moment(reason.given_at)
            )
            self._column.addWidget(_selectable(told))
        if finding.severity is Severity.REASON and may_write:
            self._ask_for_reason(has_one=reason is not None)

    def _item(self, item: Evidence) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(tokens.SMALL, 0, 0, 0)
        column.setSpacing(0)
        if item.says:
            column.addWidget(label(f"“{item.says}”", wraps=True))
        if not item.section:
            column.addWidget(label(item.place, "small", wraps=True))
            return column
        link = LinkLabel(item.place, (item.section, item.person), self)
        link.followed.connect(self.spot_wished)
        column.addWidget(link)
        return column

    def _ask_for_reason(self, *, has_one: bool) -> None:
        self.reason_text = QPlainTextEdit(self)
        self.reason_text.setTabChangesFocus(True)
        self.reason_text.setAccessibleName(_said("Why it is left as it is"))
        self.reason_text.setPlaceholderText(_said("Why it is left as it is"))
        self.reason_text.setFixedHeight(tokens.TEXT_HEIGHT)
        self.reason_text.hide()
        self.reason_button = QPushButton(
            _said("Write another reason") if has_one else _said("Write the reason"), self
        )
        self.reason_button.setProperty("kind", "small")
        self.reason_button.clicked.connect(self._on_reason_pressed)
        self._column.addWidget(self.reason_text)
        self._column.addWidget(self.reason_button, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _on_reason_pressed(self) -> None:
        if self.reason_text is None or self.reason_button is None:
            return
        if self.reason_text.isHidden():
            self.reason_text.show()
            self.reason_text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reason_button.setText(_said("Keep the reason"))
        elif typed := self.reason_text.toPlainText().strip():
            self.reason_button.setEnabled(False)
            self.reason_given.emit(Given(self.finding, typed))


class ChecksPanel(QWidget):
    """Runs the checks when asked, and shows what they found; never a score."""

    run_wished = Signal()
    spot_wished = Signal(object)
    reason_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._reasons: dict[str, ReasonRow] = {}
        self._may_write = False
        self._most = _PAGE
        self.run_button = QPushButton(self.tr("Run the chec&ks"), self)
        self.run_button.setProperty("kind", "primary")
        self.run_button.clicked.connect(self.run_wished)
        self.working = WorkingBar(self)
        self.told = label("", "strong", wraps=True)
        self.claim = label(MUST_NOT_BE_CLAIMED, "small", wraps=True)
        self.stale = Notice("notice", self)
        self.trouble = Notice("trouble", self)
        self.only: Choice[Severity | None] = Choice(filters=False)
        self.only.setAccessibleName(self.tr("Show"))
        self.only.chosen.connect(self._on_only_chosen)
        self.more_button = QPushButton(self.tr("Show more"), self)
        self.more_button.setProperty("kind", "small")
        self.more_button.clicked.connect(self._on_more_pressed)
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self._lay_out()
        self.forget()

    def forget(self) -> None:
        """Show nothing: another report is looked at."""
        self._findings = ()
        self.stale.say("")
        self.trouble.say("")
        self.working.leave()
        self.run_button.setEnabled(True)
        self.only.hide()
        self.more_button.hide()
        self.claim.hide()
        self.told.setText(self.tr("The checks have not been run since this report was opened."))
        clear(self.list)

    def begin(self, progress: Progress) -> None:
        """Show that the checks are being made."""
        self.run_button.setEnabled(False)
        self.stale.say("")
        self.trouble.say("")
        self.working.watch(progress, self.tr("Checking…"))

    def show_findings(
        self, findings: Iterable[Finding], reasons: Sequence[ReasonRow], *, may_write: bool
    ) -> None:
        """Show what was found, the gravest first."""
        order = list(SEVERITIES)
        self._findings = tuple(
            sorted(findings, key=lambda each: (order.index(each.severity), each.check))
        )
        self._may_write = may_write
        self._most = _PAGE
        self.working.leave()
        self.run_button.setEnabled(True)
        self.claim.show()
        self.show_reasons(reasons)

    def show_reasons(self, reasons: Sequence[ReasonRow]) -> None:
        """Show the reasons as they are kept now; of several for one finding the latest holds."""
        self._reasons = {row.finding: row for row in reversed(reasons)}
        if self.claim.isVisibleTo(self):
            self._tell()
            self._lay_out_findings()

    def show_stale(self) -> None:
        """Say that something was written since the checks were run."""
        if self.claim.isVisibleTo(self):
            self.stale.say(self.tr("Something was written since: run the checks again."))

    def fail(self, sentence: str) -> None:
        """Say why the checks could not be made, or were broken off."""
        self.working.leave()
        self.run_button.setEnabled(True)
        self.trouble.say(sentence)

    @property
    def views(self) -> list[FindingView]:
        """The findings that are laid out."""
        items = (self.list.itemAt(at) for at in range(self.list.count()))
        found = (item.widget() for item in items if item is not None)
        return [each for each in found if isinstance(each, FindingView)]

    def _tell(self) -> None:
        if not self._findings:
            self.told.setText(self.tr("These mechanical checks found nothing."))
            self.only.hide()
            return
        counts = {
            severity: sum(each.severity is severity for each in self._findings)
            for severity in SEVERITIES
        }
        open_reasons = sum(
            each.severity is Severity.REASON and each.key not in self._reasons
            for each in self._findings
        )
        stops = labels.count(counts[Severity.BLOCKING], "finding stops", "findings stop")
        parts = [
            self.tr("{findings} issue").format(findings=stops)
            if counts[Severity.BLOCKING]
            else self.tr("Nothing found stops issue")
        ]
        if counts[Severity.REASON]:
            parts.append(
                labels.count(open_reasons, "finding still needs", "findings still need")
                + self.tr(" a reason")
            )
        if counts[Severity.INFORMATION]:
            parts.append(self.tr("{count} to know").format(count=counts[Severity.INFORMATION]))
        self.told.setText(", ".join(parts) + ".")
        every = self.tr("All {count}").format(count=len(self._findings))
        offers: list[tuple[str, Severity | None]] = [(every, None)]
        offers += [
            (f"{_said(SEVERITIES[each][0])}: {count}", each)
            for each, count in counts.items()
            if count
        ]
        chosen = self.only.value()
        self.only.offer(offers)
        self.only.choose(chosen)
        self.only.show()

    def _lay_out_findings(self) -> None:
        clear(self.list)
        only = self.only.value()
        chosen = [each for each in self._findings if only is None or each.severity == only]
        for at, finding in enumerate(chosen[: self._most]):
            if at:
                self.list.addWidget(rule())
            view = FindingView(
                finding, self._reasons.get(finding.key), may_write=self._may_write, parent=self
            )
            view.spot_wished.connect(self.spot_wished)
            view.reason_given.connect(self.reason_given)
            self.list.addWidget(view)
        self.more_button.setVisible(len(chosen) > self._most)

    @Slot(object)
    def _on_only_chosen(self, _severity: object) -> None:
        self._most = _PAGE
        self._lay_out_findings()

    @Slot()
    def _on_more_pressed(self) -> None:
        self._most += _PAGE
        self._lay_out_findings()

    def _lay_out(self) -> None:
        inside = QFrame(self)
        inside.setProperty("kind", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.told)
        column.addWidget(self.claim)
        column.addWidget(self.only)
        column.addLayout(self.list)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = scrolling(inside, is_upright=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, tokens.SMALL, 0, 0)
        whole.setSpacing(tokens.SMALL)
        whole.addWidget(self.run_button)
        whole.addWidget(self.working)
        whole.addWidget(self.stale)
        whole.addWidget(self.trouble)
        whole.addWidget(area, 1)


def _selectable(words: str) -> QLabel:
    made = label(words, wraps=True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made


def _said(words: str) -> str:
    return QCoreApplication.translate("report_checks", words)
