"""All the pages and dialogs that are built, and what the search box asks."""

from collections.abc import Callable, Iterator, Sequence

from recruitment_app.casework.choices import choices
from recruitment_app.casework.file.attaching import DOCUMENT
from recruitment_app.casework.finding import CONFIDENTIAL_DOCUMENT, find
from recruitment_app.casework.rows import FoundRow
from recruitment_app.casework.today.todo import overdue_count
from recruitment_app.rules.roles import Duty
from recruitment_app.ui import labels
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.registry import DialogEntry, PageEntry, Registry, built, opened
from recruitment_app.ui.widgets.search_box import Find, Found


def overdue(office: Office) -> int:
    """Return what is overdue for who is signed in, for the badge of Today."""
    return office.quick(overdue_count, today=office.today())


REGISTRY = Registry(
    pages=(
        PageEntry("today", built("today_page", "TodayPage"), "&Today", "today", badge=overdue),
        PageEntry("cases", built("cases_page", "CasesPage"), "En&quiries and cases", "cases"),
        PageEntry("case", built("case_page", "CaseFilePage"), belongs_to="cases"),
        PageEntry("letters", built("letters_page", "LettersPage"), belongs_to="cases"),
        PageEntry("checks", built("checks_page", "ChecksPage"), "Checks", "checks"),
        PageEntry("visit_mode", built("visit_mode", "VisitMode"), belongs_to="cases", is_bare=True),
        PageEntry("new_enquiry", built("new_enquiry_page", "NewEnquiryPage"), belongs_to="cases"),
        PageEntry(
            "duplicates",
            built("duplicates_page", "DuplicatesPage"),
            belongs_to="cases",
            command="Possible duplicates",
        ),
        PageEntry("merge", built("merge_page", "MergePage"), belongs_to="cases"),
        PageEntry(
            "import",
            built("import_page", "ImportPage"),
            belongs_to="cases",
            command="Import from a file",
        ),
        PageEntry(
            "imports",
            built("imports_page", "ImportsPage"),
            belongs_to="cases",
            command="Earlier imports",
        ),
        PageEntry(
            "events",
            built("events_page", "EventsPage"),
            "Events",
            "sessions",
        ),
        PageEntry(
            "demand",
            built("demand_page", "WorkshopDemandPage"),
            belongs_to="events",
            command="Waiting for a workshop",
        ),
        PageEntry(
            "supervision",
            built("supervision_page", "SupervisionPage"),
            "Supervision",
            "supervision",
            duty=Duty.READ_SUPERVISION,
        ),
        PageEntry("sources", built("sources_page", "SourcesPage"), "Sources", "sources"),
        PageEntry("progress", built("progress_page", "ProgressPage"), "&Progress", "progress"),
        PageEntry(
            "settings",
            built("settings_agency", "AgencySettings"),
            "S&ettings",
            "settings",
            at_foot=True,
        ),
        PageEntry(
            "settings_people",
            built("settings_people", "PeopleSettings"),
            belongs_to="settings",
        ),
        PageEntry(
            "settings_limits",
            built("settings_limits", "LimitsSettings"),
            belongs_to="settings",
        ),
        PageEntry(
            "settings_codes",
            built("settings_codes", "CodesSettings"),
            belongs_to="settings",
        ),
        PageEntry(
            "settings_forms",
            built("settings_forms", "FormsSettings"),
            belongs_to="settings",
        ),
        PageEntry(
            "settings_letters",
            built("settings_letters", "LettersSettings"),
            belongs_to="settings",
        ),
        PageEntry(
            "settings_checks",
            built("settings_checks", "ChecksSettings"),
            belongs_to="settings",
        ),
        PageEntry(
            "settings_household",
            built("settings_household", "HouseholdChecksSettings"),
            belongs_to="settings",
        ),
        PageEntry(
            "settings_machine",
            built("settings_machine", "MachineSettings"),
            belongs_to="settings",
        ),
        PageEntry(
            "settings_safety",
            built("settings_safety", "SafetySettings"),
            belongs_to="settings",
        ),
    ),
    dialogs=(
        DialogEntry("act", opened("act_dialog", "ActDialog")),
        DialogEntry("many_at_once", opened("many_at_once", "ManyAtOnce")),
        DialogEntry("saved_view", opened("saved_view", "SavedView")),
        DialogEntry("task", opened("task_dialogs", "TaskDialog")),
        DialogEntry("promise", opened("task_dialogs", "PromiseDialog")),
        DialogEntry("keep_promise", opened("task_dialogs", "KeepPromise")),
        DialogEntry("letter_sent", opened("letter_dialogs", "LetterSent")),
        DialogEntry("letter_text", opened("letter_dialogs", "LetterText")),
        DialogEntry("letters_at_once", opened("letters_at_once", "LettersAtOnce")),
        DialogEntry("letters_to_send", opened("letters_to_send", "LettersToSend")),
        DialogEntry("email_texts", opened("email_texts", "EmailTexts")),
        DialogEntry("keep_plan", opened("plan_dialogs", "KeepPlan")),
        DialogEntry("amend_plan", opened("plan_dialogs", "AmendPlan")),
        DialogEntry("correct_entry", opened("correct_entry", "CorrectEntry")),
        DialogEntry("complete_delay", opened("complete_delay", "CompleteDelay")),
        DialogEntry("person", opened("person_dialog", "PersonDialog")),
        DialogEntry("detail", opened("detail_dialog", "DetailDialog")),
        DialogEntry("animal", opened("animal_dialog", "AnimalDialog")),
        DialogEntry("check_add", opened("check_adding", "AddCheck")),
        DialogEntry("check_ask", opened("check_dialogs", "AskCheck")),
        DialogEntry("check_ask_many", opened("check_many", "AskMany")),
        DialogEntry("check_chase", opened("check_dialogs", "ChaseCheck")),
        DialogEntry("check_chase_many", opened("check_many", "ChaseMany")),
        DialogEntry("check_receive", opened("check_dialogs", "CheckCame")),
        DialogEntry("check_judge", opened("check_dialogs", "JudgeCheck")),
        DialogEntry("check_decide", opened("check_dialogs", "DecideOnCheck")),
        DialogEntry("check_leave_out", opened("check_dialogs", "CheckNotNeeded")),
        DialogEntry("check_correct", opened("check_dialogs", "CorrectCheck")),
        DialogEntry("check_take_back", opened("check_dialogs", "TakeBackCheck")),
        DialogEntry("referee", opened("referee_dialogs", "RefereeDialog")),
        DialogEntry("referee_interview", opened("referee_dialogs", "InterviewDialog")),
        DialogEntry("referee_confirmed", opened("referee_dialogs", "ConfirmInterview")),
        DialogEntry("referee_weight", opened("referee_dialogs", "WeighInterview")),
        DialogEntry("referee_take_back", opened("referee_dialogs", "TakeBackInterview")),
        DialogEntry("take_out", opened("household_dialogs", "TakeOut")),
        DialogEntry("couple", opened("household_dialogs", "HowTheyLive")),
        DialogEntry("campaign", opened("campaign_dialogs", "CampaignDialog")),
        DialogEntry("campaign_note", opened("campaign_dialogs", "CampaignNote")),
        DialogEntry("came_from", opened("campaign_dialogs", "CameFromDialog")),
        DialogEntry("photograph", opened("photograph_dialogs", "PhotographDialog")),
        DialogEntry("take_off_photograph", opened("photograph_dialogs", "TakeOffPhotograph")),
        DialogEntry("add_documents", opened("document_dialogs", "AddDocuments")),
        DialogEntry("change_document", opened("document_dialogs", "ChangeDocument")),
        DialogEntry("record_documents", opened("record_documents_dialog", "RecordDocumentsDialog")),
        DialogEntry("profile_consent", opened("consent_dialog", "ConsentDialog")),
        DialogEntry("merge_people", opened("merge_dialogs", "MergePeople")),
        DialogEntry("merge_with", opened("merge_dialogs", "MergeWith")),
        DialogEntry("undo_merge", opened("merge_dialogs", "UndoMerge")),
        DialogEntry("take_back_not_the_same", opened("merge_dialogs", "TakeBackNotTheSame")),
        DialogEntry("undo_import", opened("undo_import", "UndoImport")),
        DialogEntry("plan_visit", opened("visit_dialogs", "PlanVisit")),
        DialogEntry("visits_from_plan", opened("visits_from_plan", "VisitsFromPlan")),
        DialogEntry("hold_visit", opened("visit_dialogs", "HoldVisit")),
        DialogEntry("call_off_visit", opened("visit_dialogs", "CallOffVisit")),
        DialogEntry("follow_up", opened("visit_dialogs", "FollowUpDone")),
        DialogEntry("new_event", opened("event_dialogs", "EventDialog")),
        DialogEntry("copy_event", opened("event_dialogs", "CopyEvent")),
        DialogEntry("cancel_event", opened("event_dialogs", "CancelEvent")),
        DialogEntry("book_household", opened("event_place_dialogs", "BookHousehold")),
        DialogEntry("follow_up_place", opened("event_place_dialogs", "FollowUpPlace")),
        DialogEntry("make_up_part", opened("event_place_dialogs", "MakeUpPart")),
        DialogEntry("rest_came", opened("event_place_dialogs", "RestCame")),
        DialogEntry("feedback", opened("feedback_dialog", "FeedbackDialog")),
        DialogEntry("target", opened("agency_dialogs", "TargetDialog")),
        DialogEntry("own_day", opened("agency_dialogs", "OwnDayDialog")),
        DialogEntry("figure", opened("agency_dialogs", "FigureDialog")),
        DialogEntry("code", opened("agency_dialogs", "CodeDialog")),
        DialogEntry("limit", opened("limit_dialog", "LimitDialog")),
        DialogEntry("form_changes", opened("form_dialogs", "FormChangesDialog")),
        DialogEntry("take_back_form", opened("form_dialogs", "TakeBackForm")),
        DialogEntry("word_letter", opened("letter_text_dialog", "LetterTextDialog")),
        DialogEntry("shipped_wording", opened("letter_text_shipped", "ShippedWording")),
        DialogEntry("wording_history", opened("letter_text_history", "LetterTextHistory")),
        DialogEntry("new_worker", opened("worker_dialogs", "NewWorker")),
        DialogEntry("change_worker", opened("worker_dialogs", "ChangeWorker")),
        DialogEntry("give_password", opened("worker_dialogs", "GivePassword")),
        DialogEntry("new_supervision", opened("supervision_dialogs", "NewSupervision")),
        DialogEntry("supervision_head", opened("supervision_dialogs", "SupervisionHead")),
        DialogEntry("supervision_line", opened("supervision_dialogs", "WriteOfCase")),
        DialogEntry("hand_over", opened("hand_over", "HandOver")),
        DialogEntry("worker_leaves", opened("worker_dialogs", "WorkerLeaves")),
        DialogEntry("password", opened("password_dialog", "PasswordDialog")),
        DialogEntry("recovery_key", opened("recovery_key_dialog", "RecoveryKeyDialog")),
        DialogEntry("take_everything", opened("take_everything_out", "TakeEverythingOut")),
    ),
)


_IN_THE_FILE = frozenset({"note", DOCUMENT, CONFIDENTIAL_DOCUMENT})


def _place_of(row: FoundRow) -> Place:
    """Return where something that was found is shown: in the file of its case, or on its page."""
    if row.kind not in _IN_THE_FILE:
        return Place("case", row.case_id)
    return Place("case", row.case_id, {"tab": "file", "entry": str(row.record_id)})


def _making(typed: str, kinds: Sequence[tuple[str, str]]) -> Iterator[Found]:
    """Give the kinds of event that "new workshop" and the like ask for."""
    for code, words in kinds:
        new = f"New {words[:1].lower()}{words[1:]}"
        if typed.casefold() in new.casefold():
            yield Found(new, "Make it", Place("new_event", facts={"kind": code}))


def find_in(office: Office) -> Find:
    """Return what the search box asks: people, references, notes and documents of the store.

    It is offered, too, to make an event of the kind that is typed.
    """

    def found(rows: Sequence[FoundRow]) -> Sequence[Found]:
        return [
            Found(
                f"{row.title} · {row.reference}",
                f"{labels.stage(row.stage)} · {row.text}",
                _place_of(row),
            )
            for row in rows
        ]

    def ask(typed: str, then: Callable[[Sequence[Found]], object]) -> None:
        office.look(
            "search",
            lambda store: (
                choices(store, list_name="event_kind"),
                find(store, words=typed, most=20),
            ),
            lambda both: then([*_making(typed, both[0]), *found(both[1])]),
        )

    return ask
