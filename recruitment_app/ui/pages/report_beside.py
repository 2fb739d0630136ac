"""What stands beside a section while it is written: prompts, facts, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from recruitment_app.casework.reports.report_rows import Fact, OutlineLine, SectionContent
from recruitment_app.casework.visiting.visit_notes import NotedAtVisit
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.section_words import beginning, plain_text
from recruitment_app.ui.widgets.card import Card, clear, label
from recruitment_app.ui.widgets.fact_list import FactList
from recruitment_app.ui.widgets.link_label import LinkLabel
from recruitment_app.ui.widgets.outline_list import short_state
from recruitment_app.ui.widgets.scrolling import scrolling


@dataclass(frozen=True)
class Underlying:
    """A section that the one being written rests on, and what stands in it."""

    line: OutlineLine
    content: SectionContent


class BesidePanel(QWidget):
    """Think about this; facts from the case; what was written first."""

    fact_wished = Signal(object)
    spot_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prompts = Card(self.tr("Think about"), self)
        self.prompts_list = QVBoxLayout()
        self.prompts_list.setSpacing(tokens.SMALL)
        self.prompts.body.addLayout(self.prompts_list)
        self.facts_card = Card(self.tr("Facts from the case"), self)
        self.facts = FactList(self.facts_card)
        self.facts.fact_wished.connect(self.fact_wished)
        self.facts_card.body.addWidget(self.facts)
        self.underlying = Card(self.tr("Written before it"), self)
        self.noted = Card(self.tr("Noted at visits"), self)
        self.noted.hide()
        self._lay_out()

    def show_prompts(self, prompts: Sequence[str]) -> None:
        """Show what the form asks the writer to think about."""
        clear(self.prompts_list)
        for prompt in prompts:
            self.prompts_list.addWidget(label(prompt, "second", wraps=True))
        self.prompts.setVisible(bool(prompts))

    def show_facts(self, facts: Sequence[Fact], *, may_insert: bool) -> None:
        """Show the facts of the case, where there is a text that may refer to them."""
        self.facts.show_facts(facts)
        is_shown = bool(facts) and may_insert
        self.facts_card.setVisible(is_shown)
        self._column.setStretch(self._column.count() - 1, 0 if is_shown else 1)

    def show_noted(self, notes: Sequence[NotedAtVisit]) -> None:
        """Show what was noted on this section at visits."""
        clear(self.noted.body)
        for note in notes:
            text = label(note.text, wraps=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.noted.body.addWidget(text)
            foot = f"{labels.in_table(note.on)}, {note.written_by}"
            self.noted.body.addWidget(label(foot, "small", wraps=True))
        self.noted.setVisible(bool(notes))

    def show_underlying(self, sections: Sequence[Underlying]) -> None:
        """Show the sections that the one being written rests on."""
        clear(self.underlying.body)
        for each in sections:
            self.underlying.body.addWidget(self._link(each.line))
            text = beginning(plain_text(each.content))
            if text:
                shown = QTextEdit(self)
                shown.setReadOnly(True)
                shown.setTabChangesFocus(True)
                shown.setAccessibleName(each.line.title)
                shown.setPlainText(text)
                shown.setFixedHeight(tokens.NOTE_HEIGHT)
                self.underlying.body.addWidget(shown)
        self.underlying.setVisible(bool(sections))

    def _link(self, line: OutlineLine) -> LinkLabel:
        words = f"{line.number} {line.title}"
        if line.person_name:
            words = f"{words}, {line.person_name}"
        link = LinkLabel(f"{words}: {short_state(line)}", (line.section, line.person), self)
        link.followed.connect(self.spot_wished)
        return link

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setProperty("ground", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tokens.TIGHT, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(self.prompts)
        column.addWidget(self.noted)
        column.addWidget(self.underlying)
        column.addWidget(self.facts_card, 1)
        column.addStretch(0)
        self._column = column
        self.facts.view.setMinimumHeight(2 * tokens.TEXT_HEIGHT)
        area = scrolling(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
