"""Plans visits from the sessions of the Stage Two plan, after a look at each."""

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from recruitment_app.casework.visiting.visit_plans import (
    PlanSession,
    SessionState,
    plan_from_sessions,
    plan_sessions,
)
from recruitment_app.errors import Problem
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.chosen import case_of
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.form import Form

_TO_PLAN = frozenset({SessionState.NEW, SessionState.MOVED})


class VisitsFromPlan(FormDialog):
    """Each session of the plan with what would become of it; those not wanted are unticked."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id = case.id
        self._names = {person.id: person.name for person in case.people}
        form = Form(enter_submits=False)
        heading = office.tr("Plan visits from the Stage Two plan")
        super().__init__(office, heading, case.reference, form, parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        self.boxes: dict[str, QCheckBox] = {}
        found = office.quick(plan_sessions, case_id=case.id, today=office.today())
        for at, each in enumerate(found):
            self._ask(at, each)
        if not found:
            form.say(self.tr("The Stage Two plan has no sessions yet: write them there first."))
        self.save_button.setText(self.tr("&Plan these visits"))
        self.save_button.setEnabled(bool(self.boxes))

    @override
    def send(self) -> None:
        wanted = [key for key, box in self.boxes.items() if box.isChecked()]
        if not wanted:
            raise Problem(self.tr("Tick at least one session, or cancel."))
        self.do(plan_from_sessions, case_id=self._case_id, today=self.office.today(), keys=wanted)

    def _ask(self, at: int, each: PlanSession) -> None:
        day = labels.in_table(each.on) if each.on else self.tr("No day yet")
        words = f"{day} · {each.about or each.who}"
        if each.state in _TO_PLAN:
            box = QCheckBox(words.replace("&", "&&"))
            box.setChecked(True)
            self.boxes[each.key] = box
            self.form.ask(f"session_{at}", words, box, wide=True)
        else:
            self.form.say(words)
        self.form.say(self._told(each), "small")

    def _told(self, each: PlanSession) -> str:
        states = {
            SessionState.NEW: "",
            SessionState.MOVED: self.tr("planned already: it moves to this day"),
            SessionState.PLANNED: self.tr("planned already"),
            SessionState.PAST: self.tr("its day is past: record it as held"),
        }
        people = ", ".join(
            self.tr("{name} alone").format(name=self._names[key]) if is_alone else self._names[key]
            for key, is_alone in each.people.items()
            if key in self._names
        )
        sees = self.tr("to see {people}").format(people=people) if people else ""
        unread = self.tr("“{words}” names nobody of the household").format(words=each.who)
        return " · ".join(filter(None, (states[each.state], sees or (unread if each.who else ""))))
