"""The tables, one set for SQLCipher and PostgreSQL: thin records without behaviour."""

from sqlalchemy.orm import configure_mappers

from recruitment_app.store.tables.agency import (
    Agency,
    CodeEntry,
    LimitOverride,
    OwnDay,
    Target,
    Team,
    Worker,
)
from recruitment_app.store.tables.attachments import (
    Attachment,
    AttachmentPiece,
    Photograph,
    ProfileConsent,
)
from recruitment_app.store.tables.bringing_in import Import, ImportMapping, Merge, NotTheSame
from recruitment_app.store.tables.cases import (
    Booking,
    Case,
    CaseClock,
    CaseEvent,
    InformationSession,
    Note,
)
from recruitment_app.store.tables.checks import (
    Check,
    CheckChase,
    CheckOutcome,
    ConfidentialOutcome,
    Referee,
    RefereeInterview,
)
from recruitment_app.store.tables.foundation import Base, Kept, OfCase, UtcDateTime
from recruitment_app.store.tables.people import (
    Address,
    Animal,
    Background,
    ContactDetail,
    LikenessKey,
    Person,
    PersonName,
    Relationship,
)
from recruitment_app.store.tables.record import AuditEntry, Draft, SearchEntry
from recruitment_app.store.tables.reports import (
    CaseWord,
    CheckSetting,
    ConfidentialState,
    FindingReason,
    FormChange,
    IssuedEdition,
    ReportAddendum,
    ReportObservation,
    ReportSignature,
    SectionState,
    WrittenForm,
    WrittenSection,
)
from recruitment_app.store.tables.visits import Visit, VisitNote, VisitPerson
from recruitment_app.store.tables.work import (
    CaseDocument,
    Promise,
    SavedView,
    Supervision,
    SupervisionLine,
    Task,
)

__all__ = [
    "Address",
    "Agency",
    "Animal",
    "Attachment",
    "AttachmentPiece",
    "AuditEntry",
    "Background",
    "Base",
    "Booking",
    "Case",
    "CaseClock",
    "CaseDocument",
    "CaseEvent",
    "CaseWord",
    "Check",
    "CheckChase",
    "CheckOutcome",
    "CheckSetting",
    "CodeEntry",
    "ConfidentialOutcome",
    "ConfidentialState",
    "ContactDetail",
    "Draft",
    "FindingReason",
    "FormChange",
    "Import",
    "ImportMapping",
    "InformationSession",
    "IssuedEdition",
    "Kept",
    "LikenessKey",
    "LimitOverride",
    "Merge",
    "NotTheSame",
    "Note",
    "OfCase",
    "OwnDay",
    "Person",
    "PersonName",
    "Photograph",
    "ProfileConsent",
    "Promise",
    "Referee",
    "RefereeInterview",
    "Relationship",
    "ReportAddendum",
    "ReportObservation",
    "ReportSignature",
    "SavedView",
    "SearchEntry",
    "SectionState",
    "Supervision",
    "SupervisionLine",
    "Target",
    "Task",
    "Team",
    "UtcDateTime",
    "Visit",
    "VisitNote",
    "VisitPerson",
    "Worker",
    "WrittenForm",
    "WrittenSection",
]

configure_mappers()  # with the import, behind the sign-in page, not at the first query after it
