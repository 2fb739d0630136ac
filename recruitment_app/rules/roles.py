"""Who may do what: the roles of an adoption team and the acts that each may carry out.

Source: the team's own division of labour (one manager, social workers, an
administrator, a panel adviser, the agency decision maker). On one laptop this
prevents mistakes; only a server can enforce it against somebody determined.
"""

from collections.abc import Mapping
from enum import StrEnum

from recruitment_app.errors import NotAllowed
from recruitment_app.rules.stages import EventKind


class Role(StrEnum):
    """What a person of the agency is."""

    MANAGER = "manager"
    SOCIAL_WORKER = "social_worker"
    ADMINISTRATOR = "administrator"
    PANEL_ADVISER = "panel_adviser"
    DECISION_MAKER = "decision_maker"


class Duty(StrEnum):
    """A kind of act, as far as leave to do it goes."""

    READ_CASES = "read_cases"
    RECORD_ENQUIRIES = "record_enquiries"
    ENTER_DATES = "enter_dates"
    ASSESS = "assess"
    WRITE_NOTES = "write_notes"
    KEEP_DOCUMENTS = "keep_documents"
    KEEP_TASKS = "keep_tasks"
    WRITE_REPORT = "write_report"
    READ_CONFIDENTIAL = "read_confidential"
    ALLOCATE = "allocate"
    HAND_OVER = "hand_over"
    SUPERVISE = "supervise"
    READ_SUPERVISION = "read_supervision"
    DECIDE_REGISTRATION = "decide_registration"
    DECIDE_STAGE_ONE = "decide_stage_one"
    DECIDE_CHECKS = "decide_checks"
    EXTEND = "extend"
    RECORD_PANEL = "record_panel"
    RECORD_AGENCY_DECISION = "record_agency_decision"
    CLOSE = "close"
    REOPEN = "reopen"
    SET_UP_AGENCY = "set_up_agency"
    IMPORT = "import"
    MERGE = "merge"
    EXPORT = "export"
    SHARE_VIEWS = "share_views"
    WORD_LETTERS = "word_letters"
    EXPORT_ALL = "export_all"
    SEE_RESTRICTED = "see_restricted"
    READ_AUDIT = "read_audit"
    BACK_UP = "back_up"


_EVERYBODY = frozenset(Role)
_TEAM = frozenset({Role.MANAGER, Role.SOCIAL_WORKER, Role.ADMINISTRATOR})
_CASEWORKERS = frozenset({Role.MANAGER, Role.SOCIAL_WORKER})
_MANAGER = frozenset({Role.MANAGER})

MAY: Mapping[Duty, frozenset[Role]] = {
    Duty.READ_CASES: _EVERYBODY,
    Duty.RECORD_ENQUIRIES: _TEAM,
    Duty.ENTER_DATES: _TEAM,
    Duty.ASSESS: _CASEWORKERS,
    Duty.WRITE_NOTES: _TEAM | {Role.PANEL_ADVISER},
    Duty.KEEP_DOCUMENTS: _TEAM | {Role.PANEL_ADVISER},
    Duty.KEEP_TASKS: _EVERYBODY,
    Duty.WRITE_REPORT: _CASEWORKERS,
    Duty.READ_CONFIDENTIAL: _CASEWORKERS | {Role.DECISION_MAKER},
    Duty.ALLOCATE: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    Duty.HAND_OVER: _MANAGER,
    Duty.SUPERVISE: _MANAGER,
    Duty.READ_SUPERVISION: _CASEWORKERS,
    Duty.DECIDE_REGISTRATION: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    Duty.DECIDE_STAGE_ONE: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    Duty.DECIDE_CHECKS: _MANAGER,
    Duty.EXTEND: _CASEWORKERS,
    Duty.RECORD_PANEL: _TEAM | {Role.PANEL_ADVISER},
    Duty.RECORD_AGENCY_DECISION: frozenset({Role.DECISION_MAKER, Role.MANAGER, Role.ADMINISTRATOR}),
    Duty.CLOSE: _CASEWORKERS,
    Duty.REOPEN: _CASEWORKERS,
    Duty.SET_UP_AGENCY: _MANAGER,
    Duty.IMPORT: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    Duty.MERGE: _TEAM,
    Duty.EXPORT: _EVERYBODY,
    Duty.SHARE_VIEWS: _TEAM,
    Duty.WORD_LETTERS: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    Duty.EXPORT_ALL: _MANAGER,
    Duty.SEE_RESTRICTED: _MANAGER,
    Duty.READ_AUDIT: _MANAGER,
    Duty.BACK_UP: _EVERYBODY,
}

# An entry is put right by those who may make it; what is missing here, by whoever enters dates.
ENTRY_DUTY: Mapping[EventKind, Duty] = {
    EventKind.ALLOCATED: Duty.ALLOCATE,
    EventKind.REGISTRATION_ACCEPTED: Duty.DECIDE_REGISTRATION,
    EventKind.REGISTRATION_DECLINED: Duty.DECIDE_REGISTRATION,
    EventKind.STAGE_ONE_ENDED: Duty.DECIDE_STAGE_ONE,
    EventKind.LATE_NOTIFICATION_RECEIVED: Duty.DECIDE_STAGE_ONE,
    EventKind.LATE_NOTIFICATION_REFUSED: Duty.DECIDE_STAGE_ONE,
    EventKind.PANEL_BOOKED: Duty.RECORD_PANEL,
    EventKind.RECOMMENDATION_MADE: Duty.RECORD_PANEL,
    EventKind.MINUTES_FINAL: Duty.RECORD_PANEL,
    EventKind.DECISION_MADE: Duty.RECORD_AGENCY_DECISION,
    EventKind.DETERMINATION_ENDED: Duty.RECORD_AGENCY_DECISION,
    EventKind.APPROVED: Duty.RECORD_AGENCY_DECISION,
    EventKind.EXTENDED: Duty.EXTEND,
    EventKind.CLOSED: Duty.CLOSE,
    EventKind.REOPENED: Duty.REOPEN,
}

ROLE_WORDS: Mapping[Role, str] = {
    Role.MANAGER: "Team manager",
    Role.SOCIAL_WORKER: "Assessing social worker",
    Role.ADMINISTRATOR: "Administrator",
    Role.PANEL_ADVISER: "Panel adviser",
    Role.DECISION_MAKER: "Agency decision maker",
}

_ARTICLE: Mapping[Role, str] = {
    Role.MANAGER: "a manager",
    Role.SOCIAL_WORKER: "a social worker",
    Role.ADMINISTRATOR: "an administrator",
    Role.PANEL_ADVISER: "a panel adviser",
    Role.DECISION_MAKER: "the agency decision maker",
}


def may(role: Role, duty: Duty) -> bool:
    """Tell whether a person of this role may carry out acts of this kind."""
    return role in MAY[duty]


def require(role: Role, duty: Duty) -> None:
    """Raise NotAllowed, naming who may, unless the role has leave.

    Raises:
        NotAllowed: the role may not carry out acts of this kind.

    """
    if may(role, duty):
        return
    who = [_ARTICLE[each] for each in Role if each in MAY[duty]]
    asked = who[0] if len(who) == 1 else f"{', '.join(who[:-1])} or {who[-1]}"
    raise NotAllowed(f"This may be done by {asked}: ask one of them to record it.")
