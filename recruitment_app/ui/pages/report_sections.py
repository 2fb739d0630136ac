"""The left of the report: which form, which version, and its sections with how far each is."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from recruitment_app.casework.reports.report_rows import (
    FormChoice,
    FormVersion,
    ReportPage,
    SectionMark,
)
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.outline_list import OutlineList

_DONE: Final = frozenset({SectionMark.WRITTEN, SectionMark.NOT_APPLICABLE})


class SectionsPane(QFrame):
    """Chooses the form; the outline says what is open."""

    form_chosen = Signal(object)
    version_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setMinimumWidth(tokens.SECTIONS_WIDTH)
        self.form_choice: Choice[str] = Choice(filters=False)
        self.version_choice: Choice[int] = Choice(filters=False)
        self.outline = OutlineList(self.tr("Sections"), self)
        self.count = label("", "second")
        self.words = label("", "small", wraps=True)
        self.form_choice.setAccessibleName(self.tr("Form"))
        self.version_choice.setAccessibleName(self.tr("Version"))
        self.form_choice.chosen.connect(self.form_chosen)
        self.version_choice.chosen.connect(self.version_chosen)
        self._lay_out()

    def show_choices(self, choices: Sequence[FormChoice], key: str) -> None:
        """Offer the forms, those of each stage together, and the versions of the one shown."""
        self.form_choice.offer((_named(each), each.key) for each in choices)
        for at in range(len(choices) - 1, 0, -1):
            if choices[at].stage is not choices[at - 1].stage:
                self.form_choice.insertSeparator(at)
        self.form_choice.choose(key)
        versions = next((each.versions for each in choices if each.key == key), ())
        self.version_choice.setVisible(len(versions) > 1)
        self.version_choice.offer((_told(each), each.number) for each in versions)

    def show_page(self, page: ReportPage) -> None:
        """Show the outline of a written form."""
        self.version_choice.choose(page.number)
        self.outline.show_parts(page.parts)
        asked = [line for line in page.lines if line.mark is not SectionMark.FROM_RECORD]
        done = sum(line.mark in _DONE for line in asked)
        self.count.setText(self.tr("{done} of {all}").format(done=done, all=len(asked)))
        guide = self.tr("{words} · guide {least} to {most}")
        self.words.setText(
            guide.format(
                words=labels.count(page.words, "word", "words"),
                least=f"{page.band.least:,}",
                most=f"{page.band.most:,}",
            )
        )

    def show_none(self) -> None:
        """Show that the form is not begun."""
        self.outline.show_parts(())
        self.count.setText("")
        self.words.setText("")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label(self.tr("Sections"), "heading"))
        top.addStretch(1)
        top.addWidget(self.count)
        top.setContentsMargins(tokens.SMALL, 0, tokens.SMALL, 0)
        self.words.setContentsMargins(tokens.SMALL, 0, tokens.SMALL, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SMALL, tokens.MEDIUM, tokens.SMALL, tokens.SMALL)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.form_choice)
        column.addWidget(self.version_choice)
        column.addLayout(top)
        column.addWidget(self.outline, 1)
        column.addWidget(self.words)


def _named(choice: FormChoice) -> str:
    return ": ".join(filter(None, (choice.subject_name, choice.title)))


def _told(version: FormVersion) -> str:
    def said(words: str) -> str:
        return QCoreApplication.translate("report_sections", words)

    words = said("Version {number}").format(number=version.number)
    if version.issued_at is not None:
        issued = said("issued {on}")
        return f"{words}, {issued.format(on=labels.in_table(version.issued_at.date()))}"
    return f"{words}, {said('in work')}" if version.is_current else words
