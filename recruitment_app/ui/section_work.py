"""What is being written in one section: kept as a draft while somebody types, saved on leaving."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from recruitment_app.casework.change import Change
from recruitment_app.casework.reports.report_reading import section_page
from recruitment_app.casework.reports.report_rows import SectionContent, SectionPage
from recruitment_app.casework.reports.section_content import fitting
from recruitment_app.casework.reports.written_forms import restore_section, write_section
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.forms import prose
from recruitment_app.forms.definition import Box
from recruitment_app.store.keeping import Store
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office


@dataclass(frozen=True)
class Meanwhile:
    """Two texts of one section: what somebody else saved, and what is typed here."""

    theirs: SectionPage
    mine: SectionContent = field(repr=False)
    told: str = ""


class SectionKey(TypedDict):
    """Which section of which written form, and whose."""

    form_id: UUID
    section: str
    person: str


def key_of(page: SectionPage) -> SectionKey:
    """Return the key of a section that is shown."""
    return {"form_id": page.form_id, "section": page.section.key, "person": page.person}


class SectionWork(QObject):
    """Opens a section, hears of typing, and writes it; whatever is refused stays as a draft."""

    shown = Signal(object)
    """The content that the editor is to show."""

    saving = Signal()
    """What is being typed just now is to be taken: it will be saved."""

    saved = Signal()
    met = Signal(object)
    """A Meanwhile: somebody else wrote in the section since it was opened."""

    refused = Signal(str)
    """Why what was typed in the open section could not be saved."""

    left_behind = Signal(object, str)
    """The same of a section that was left before the answer came: its page, and the sentence."""

    def __init__(self, office: Office, read: Callable[[], SectionContent], parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._read = read
        self._drafting = Drafting(office, "report", self._typing, self)
        self._writing: dict[str, SectionContent] = {}
        self._waiting: list[Callable[[], object]] = []
        self.page: SectionPage | None = None
        self.is_dirty = False
        self.was_restored = False
        self._is_over = False
        office.closing.connect(self._on_closing)

    def open(self, form_id: UUID, section: str, person: str) -> None:
        """Save what was open, and show another section, with what was typed there and not saved.

        Raises:
            Problem: the section is not there, or not theirs to read.

        """
        page = self._office.quick(section_page, form_id=form_id, section=section, person=person)
        self.leave()
        self._drafting.move_to(page.draft_spot)
        self.page = page
        content = self._writing.get(page.draft_spot, page.content)
        kept = None if page.draft_spot in self._writing else self._kept(page)
        if kept is not None and kept != page.content:
            content, self.was_restored = kept, True
            self.is_dirty = page.may_write
        elif kept is not None:
            self._drafting.discard()
        self.shown.emit(content)
        self._drafting.forget_touch()

    def leave(self) -> None:
        """Save what is open, and let it go."""
        self.save()
        self._drafting.save_now()
        self.page = None
        self.is_dirty = self.was_restored = False

    def typed(self) -> None:
        """Hear that something was typed in the open section."""
        if self.page is not None and self.page.may_write:
            self.is_dirty = True
            self._drafting.touch()

    def save(self) -> None:
        """Write what is open, where something was typed."""
        if self.page is not None:
            self.saving.emit()
        if self.page is not None and self.is_dirty and self.page.may_write:
            self.write_over(self.page.stand)

    def saved_then(self, act: Callable[[], object]) -> None:
        """Save what is typed, and do something once all that is under way is written."""
        self.save()
        self._waiting.append(act)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._writing:
            self._waiting.pop(0)()

    def write_over(self, seen: int) -> None:
        """Write what is typed over a stand of the section."""
        page = self.page
        if page is None:
            return
        content = self._read()
        self._drafting.save_now()
        self.is_dirty = False
        self._writing[page.draft_spot] = content

        def then(_change: Change) -> None:
            self._on_written(page)

        def sorry(problem: Problem) -> None:
            self._on_refused(page, problem)

        self._office.asking(then=then, sorry=sorry).do(
            write_quietly, content=content, seen=seen, **key_of(page)
        )

    def keep_theirs(self, theirs: SectionPage) -> None:
        """Save what is typed here into the history, and bring back what somebody else wrote."""
        mine = self._read()
        self.is_dirty = False

        def both(store: Store) -> Change:
            key = key_of(theirs)
            write_section(store, content=mine, seen=theirs.stand, **key)
            now = section_page(store, **key).stand
            return restore_section(store, stand=theirs.stand, seen=now, **key)

        def then(_change: Change) -> None:
            self.throw_away()

        def sorry(problem: Problem) -> None:
            self._on_refused(theirs, problem)

        self._office.asking(then=then, sorry=sorry).do(both)

    def throw_away(self) -> None:
        """Forget what was typed and not saved, and show what is saved."""
        page = self._fresh()
        self._drafting.discard()
        self.is_dirty = self.was_restored = False
        if page is not None:
            self.page = page
            self.shown.emit(page.content)
            self._drafting.forget_touch()

    def refresh(self) -> None:
        """Look again at what is saved; show it where nothing is typed here."""
        fresh, before = self._fresh(), self.page
        if fresh is None or before is None or fresh.draft_spot in self._writing:
            return
        if self.is_dirty:
            # the stand that was seen stays, so that saving tells of what somebody else wrote
            self.page = replace(fresh, stand=before.stand, content=before.content)
            return
        self.page = fresh
        if fresh.stand != before.stand:
            self.shown.emit(fresh.content)
            self._drafting.forget_touch()

    @Slot()
    def _on_closing(self) -> None:
        """Save as long as it can be; nobody waits for the answer, and the draft is kept anyway."""
        self.save()
        self._is_over = True

    def _fresh(self) -> SectionPage | None:
        page = self.page
        if page is None:
            return None
        return self._office.quick(section_page, **key_of(page))

    def _is_open(self, page: SectionPage) -> bool:
        return self.page is not None and self.page.draft_spot == page.draft_spot

    def _on_written(self, page: SectionPage) -> None:
        self._writing.pop(page.draft_spot, None)
        if self._is_over:
            return
        self._go_on()
        if not self._is_open(page):
            self._office.store.discard_draft(page.draft_spot)
            return
        fresh = self._fresh()
        if fresh is not None:
            self.page = fresh
        if not self.is_dirty:
            self.was_restored = False
            self._drafting.discard()
        self.saved.emit()

    def _on_refused(self, page: SectionPage, problem: Problem) -> None:
        self._writing.pop(page.draft_spot, None)
        if self._is_over:
            return
        self._waiting.clear()  # what was to follow would not have what is typed here
        if not self._is_open(page):
            self.left_behind.emit(page, str(problem))
            return
        self.is_dirty = True
        self._drafting.touch()
        theirs = self._fresh()
        if isinstance(problem, ChangedMeanwhile) and theirs is not None:
            self.met.emit(Meanwhile(theirs, self._read(), str(problem)))
        else:
            self.refused.emit(str(problem))

    def _typing(self) -> Mapping[str, str]:
        page = self.page
        if page is None:
            return {}
        content = self._read()
        if fitting(page.section, content) == page.content:
            return {}
        return {"seen": str(page.stand), "content": content_json(content)}

    def _kept(self, page: SectionPage) -> SectionContent | None:
        """Return the draft of a section; where the stand it saw is past, saving tells of it."""
        kept = self._drafting.kept()
        if "content" not in kept:
            return None
        try:
            content = fitting(page.section, content_of_json(kept["content"]))
            seen = int(kept["seen"])
        except (Problem, ValueError, KeyError, TypeError, AttributeError):
            return None
        if content != page.content:
            self.page = replace(page, stand=seen)
        return content


def write_quietly(
    store: Store, *, form_id: UUID, section: str, content: SectionContent, seen: int, person: str
) -> Change:
    """Write a section without a word about it: the page itself says when it was saved."""
    change = write_section(
        store, form_id=form_id, section=section, content=content, seen=seen, person=person
    )
    return replace(change, sentence="")


def content_json(content: SectionContent) -> str:
    """Return what is typed in a section as the text of a draft."""
    return json.dumps(
        {
            "boxes": {str(box): prose.to_json(text) for box, text in content.boxes.items()},
            "rows": [dict(row) for row in content.rows],
            "not_applicable": content.not_applicable,
        }
    )


def content_of_json(told: str) -> SectionContent:
    """Return what a draft holds.

    Raises:
        Problem: a text in it cannot be read.
        ValueError: it is no draft of a section.

    """
    found = json.loads(told)
    return SectionContent(
        boxes={Box(box): prose.from_json(text) for box, text in found["boxes"].items()},
        rows=tuple(dict(row) for row in found["rows"]),
        not_applicable=str(found["not_applicable"]),
    )
