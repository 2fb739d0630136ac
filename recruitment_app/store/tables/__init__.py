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
from recruitment_app.store.tables.foundation import Base, Kept, OfCase, UtcDateTime
from recruitment_app.store.tables.people import (
    Address,
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

__all__ = [
    "Address",
    "Agency",
    "Attachment",
    "AttachmentPiece",
    "AuditEntry",
    "Base",
    "Booking",
    "Case",
    "CaseClock",
    "CaseEvent",
    "CaseWord",
    "CheckSetting",
    "CodeEntry",
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
    "Relationship",
    "ReportAddendum",
    "ReportObservation",
    "ReportSignature",
    "SearchEntry",
    "SectionState",
    "Target",
    "Team",
    "UtcDateTime",
    "Worker",
    "WrittenForm",
    "WrittenSection",
]

configure_mappers()  # with the import, behind the sign-in page, not at the first query after it
