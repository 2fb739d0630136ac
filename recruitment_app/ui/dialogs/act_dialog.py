"""One dialog for every act on a case: what it asks stands in the table of acts."""

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.change import Change
from recruitment_app.errors import Problem
from recruitment_app.ui.act_form import ActForm, said
from recruitment_app.ui.acts import ACTS
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place


class ActDialog(FormDialog):
    """Asks for the facts of one act, with today and what is usual already there.

    What the place tells by the name of a question stands there too, such as the day of a letter.
    """

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        if place.case_id is None:
            raise Problem("Choose a case first.")
        self._act = ACTS[place.fact("act")]
        self._case_id = place.case_id
        case = office.quick(case_page, case_id=place.case_id, today=office.today())
        self.fields = ActForm(office, case, self._act.asks)
        told = "\n".join(part for part in (case.reference, said(self._act.told)) if part)
        heading = said(self._act.words).removesuffix("…")
        super().__init__(office, heading, told, self.fields, parent)
        self.fields.grown.connect(self.fit)
        self._drafting = Drafting(office, f"act:{self._act.name}:{case.id}", self._typing, self)
        self._restore()
        self.fields.fill({name: told for name in self.fields.names() if (told := place.fact(name))})
        self.fields.edited.connect(self._drafting.touch)
        self.focus_first()

    @override
    def send(self) -> None:
        facts = self.fields.facts()
        self.do(self._act.carry_out, case_id=self._case_id, today=self.office.today(), **facts)

    @override
    def on_done(self, _change: Change) -> None:
        self._drafting.discard()
        self.accept()

    @override
    def reject(self) -> None:
        self._drafting.save_now()
        super().reject()

    def _typing(self) -> Mapping[str, str]:
        return self.fields.texts() if self.fields.has_words else {}

    def _restore(self) -> None:
        kept = self._drafting.kept()
        if not kept:
            return
        self.fields.fill(kept)
        self.notice.say(self.tr("What you typed here before is back."))
        self.notice.offer(self.tr("&Throw it away")).clicked.connect(self._on_thrown_away)

    @Slot()
    def _on_thrown_away(self) -> None:
        self._drafting.discard()
        self.fields.fill(dict.fromkeys(self.fields.texts(), ""))
        self.notice.say("")
        self.fit()
