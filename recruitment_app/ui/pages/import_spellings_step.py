"""The third step of an import: what each spelling means that no list of codes knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from recruitment_app.casework.importing.import_showing import LEFT_OUT, Unknown, codes_offered
from recruitment_app.ui import tokens
from recruitment_app.ui.import_work import ImportWork
from recruitment_app.ui.office import Office
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.answer_sheet import AnswerSheet
from recruitment_app.ui.widgets.offer_list import Offer

_LEFT_OUT_WORDS: Final = "Leave it out and keep the words as a note"


@dataclass(frozen=True, slots=True)
class SpellingLine:
    """One spelling that is not known, and the words of its answer where there is one."""

    asked: Unknown
    code: str | None
    answer: str


class SpellingsStep(QWidget):
    """Each spelling once, with the codes that look like it first; nothing is chosen for anybody."""

    answered = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._work: ImportWork | None = None
        self._offers: dict[tuple[str, tuple[str, ...]], tuple[Offer, ...]] = {}
        self.sheet = AnswerSheet[SpellingLine](
            self._columns(),
            self._offers_of,
            name=self.tr("Spellings that are not known"),
            asked=self.tr("What it means"),
            fills="spelling",
            parent=self,
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.sheet, 1)
        self.sheet.answered.connect(self._on_answered)

    def show_work(self, work: ImportWork) -> None:
        """Show every spelling that was asked about, with its answer."""
        self._work = work
        self._offers.clear()
        self._show_lines()

    def begin(self) -> None:
        """Put the keys on the first spelling without an answer."""
        for place in range(self.sheet.table.rowCount()):
            line = self.sheet.table.record(place)
            if line is not None and line.code is None:
                self.sheet.view.setCurrentIndex(self.sheet.table.index(place, 0))
                break
        self.sheet.begin()

    def _show_lines(self) -> None:
        work = self._work
        if work is not None:
            self.sheet.show_rows([self._line(work, each) for each in work.questions()])

    def _line(self, work: ImportWork, asked: Unknown) -> SpellingLine:
        code = work.answers.get((asked.column, asked.spelling))
        if code is None:
            return SpellingLine(asked, None, "")
        words = {offer.value: offer.words for offer in self._offered(asked)}
        return SpellingLine(asked, code, words.get(code, code))

    def _offered(self, asked: Unknown) -> tuple[Offer, ...]:
        key = (asked.list_name, asked.near)
        if key not in self._offers:
            near, every = self.tr("Perhaps"), self.tr("Every code of the list")
            self._offers[key] = (
                *(
                    Offer(code, words, near if is_near else every)
                    for code, words, is_near in self._office.quick(codes_offered, asked=asked)
                ),
                Offer(LEFT_OUT, self.tr(_LEFT_OUT_WORDS), self.tr("None of these")),
            )
        return self._offers[key]

    def _offers_of(self, line: SpellingLine) -> tuple[Sequence[Offer], str | None]:
        self.sheet.about.setText(
            self.tr("“{spelling}” under {column}").format(
                spelling=line.asked.spelling, column=line.asked.column
            )
        )
        return self._offered(line.asked), line.code

    def _columns(self) -> Sequence[Column[SpellingLine]]:
        return (
            Column("spelling", self.tr("Spelling"), lambda line: line.asked.spelling),
            Column(
                "column",
                self.tr("Under"),
                lambda line: line.asked.column,
                width=tokens.COLUMN_NAME,
            ),
            Column(
                "rows",
                self.tr("Rows"),
                lambda line: f"{len(line.asked.rows):,}",
                width=tokens.COLUMN_SHORT,
                at_right=True,
            ),
            Column(
                "means",
                self.tr("Means"),
                lambda line: line.answer or self.tr("Needs an answer"),
                width=tokens.COLUMN_WIDE,
                tinted=lambda line: Tint.DUE if line.code is None else None,
            ),
        )

    @Slot(object, str)
    def _on_answered(self, line: SpellingLine, code: str) -> None:
        if self._work is not None:
            self._work.answers[line.asked.column, line.asked.spelling] = code
            self._work.plan = None
            self._show_lines()
            self.answered.emit()
