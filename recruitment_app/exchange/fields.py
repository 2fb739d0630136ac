"""What a column of a file may mean: every field that can be brought in, and how it is headed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from recruitment_app.exchange.cells import fold
from recruitment_app.rules.stages import EventKind

NOT_READ: Final = ""
NOTE: Final = "note"

_SECONDLY: Final = frozenset({"2", "two", "2nd", "partner", "partners", "spouse"})
_WHOSE: Final = _SECONDLY | {"1", "one", "1st", "s"} | {
    "applicant", "applicants", "adopter", "adopters", "app", "person",
}  # fmt: skip
_IN_ORDER: Final = frozenset({"first", "second"})
_WORD: Final = re.compile(r"[^\W_]+")


class Kind(StrEnum):
    """What the cells under a heading hold."""

    NONE = "none"
    TEXT = "text"
    NAME = "name"
    NAMES = "names"
    DAY = "day"
    PARTIAL_DAY = "partial_day"
    CODE = "code"
    TELEPHONE = "telephone"
    EMAIL = "email"
    POSTCODE = "postcode"
    ADDRESS = "address"
    COUNT = "count"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Field:
    """One meaning that a column may have.

    ``name`` is what answers and remembered mappings call it, ``list_name`` the
    code list of its values, ``event`` what happened on its day. ``many`` columns
    may have the meaning at once; ``spellings`` are headings that are known.
    """

    name: str
    label: str
    group: str
    kind: Kind
    spellings: tuple[str, ...] = ()
    list_name: str = ""
    event: EventKind | None = None
    many: bool = False


_K = Kind
_E = EventKind
_PEOPLE = "Applicants"
_SECOND = "Second applicant"
_REACH = "Ways to reach them"
_ENQUIRY = "Enquiry"
_STEPS = "Steps"
_OTHER = "Other"


def _day(name: str, label: str, event: EventKind, *spellings: str, group: str = _STEPS) -> Field:
    return Field(name, label, group, _K.DAY, spellings, event=event)


def _code(name: str, label: str, group: str, list_name: str, *spellings: str) -> Field:
    return Field(name, label, group, _K.CODE, spellings, list_name)


def _plain(name: str, label: str, group: str, kind: Kind, *spellings: str) -> Field:
    return Field(name, label, group, kind, spellings)


def _several(name: str, label: str, group: str, kind: Kind, *spellings: str) -> Field:
    return Field(name, label, group, kind, spellings, many=True)


ALL: Final[tuple[Field, ...]] = (
    _plain(
        "names", "Names of one or both applicants", _PEOPLE, _K.NAMES,
        "Name", "Names", "Full name", "Applicant", "Applicants", "Name of applicants",
        "Applicant name", "Applicants names", "Applicant names", "Applicant(s)", "Name(s)",
        "Couple", "Family", "Household", "Enquirer", "Enquirers", "Enquirer name", "Adopter",
        "Adopters", "Adopter name", "Adopter names", "Prospective adopter",
        "Prospective adopters", "Family name(s)", "Who", "Name of enquirer", "Contact name",
        "Applicant 1", "Applicant one", "First applicant", "Applicant 1 name",
    ),
    _plain(
        "turned_names", "Whole names, the family name first", _PEOPLE, _K.NAMES,
        "Surname and first name", "Surname, first name", "Surname forename", "Surname/forename",
    ),
    _plain(
        "given_names", "First name", _PEOPLE, _K.NAME,
        "Forename", "Forenames", "Given name", "Given names", "First names", "Christian name",
        "Forename 1", "First name 1", "Applicant 1 first name", "Applicant 1 forename",
        "First applicant first name", "Adopter 1 first name", "Forename(s)", "First name(s)",
    ),
    _plain(
        "family_name", "Surname", _PEOPLE, _K.NAME,
        "Last name", "Family name", "Surname 1", "Last name 1", "Applicant 1 surname",
        "Applicant 1 last name", "First applicant surname", "Adopter 1 surname", "Surname(s)",
    ),
    _plain(
        "born", "Date of birth", _PEOPLE, _K.PARTIAL_DAY,
        "DOB", "D.O.B.", "Birth date", "Birthday", "Born", "Applicant 1 DOB", "DOB 1",
        "Year of birth",
    ),
    _code("gender", "Gender", _PEOPLE, "gender", "Sex", "M/F", "Gender 1", "Applicant 1 gender"),
    _code(
        "ethnicity", "Ethnicity", _PEOPLE, "ethnicity",
        "Ethnic origin", "Ethnic group", "Ethnic background", "Ethnicity 1",
        "Applicant 1 ethnicity",
    ),
    _code("disability", "Disability", _PEOPLE, "disability", "Disabled", "Disability 1"),
    _plain(
        "identifier", "Individual adopter identifier", _PEOPLE, _K.TEXT,
        "Adopter identifier", "Adopter ID", "Individual ID", "Person ID",
    ),
    _plain(
        "second_name", "Second applicant's name", _SECOND, _K.NAMES,
        "Applicant 2", "Applicant two", "Second applicant", "Partner", "Partner name",
        "Partners name", "Name of partner", "Spouse", "Second name", "Name 2",
        "Applicant 2 name", "Co-applicant", "Adopter 2", "Second adopter", "Joint applicant",
    ),
    _plain(
        "second_given_names", "Second first name", _SECOND, _K.NAME,
        "Second forename", "Forename 2", "First name 2", "Applicant 2 first name",
        "Applicant 2 forename", "Second applicant first name", "Partner first name",
        "Partners first name", "Partner forename", "Adopter 2 first name",
    ),
    _plain(
        "second_family_name", "Second surname", _SECOND, _K.NAME,
        "Surname 2", "Last name 2", "Second last name", "Applicant 2 surname",
        "Applicant 2 last name", "Second applicant surname", "Partner surname",
        "Partners surname", "Partner last name", "Adopter 2 surname",
    ),
    _plain(
        "second_born", "Second date of birth", _SECOND, _K.PARTIAL_DAY,
        "Second DOB", "DOB 2", "Applicant 2 DOB", "Partner DOB", "Date of birth 2",
    ),
    _code(
        "second_gender", "Second gender", _SECOND, "gender",
        "Gender 2", "Applicant 2 gender", "Partner gender",
    ),
    _code(
        "second_ethnicity", "Second ethnicity", _SECOND, "ethnicity",
        "Ethnicity 2", "Applicant 2 ethnicity", "Partner ethnicity",
    ),
    _code("second_disability", "Second disability", _SECOND, "disability", "Disability 2"),
    _several(
        "telephone", "Telephone", _REACH, _K.TELEPHONE,
        "Tel", "Tel no", "Tel number", "Telephone no", "Telephone number", "Telephone numbers",
        "Phone", "Phone no", "Phone number", "Phone numbers", "Mobile", "Mobile no",
        "Mobile number", "Mobile phone", "Mob", "Home tel", "Home phone", "Home telephone",
        "Work tel", "Work phone", "Landline", "Contact number", "Contact no", "Contact numbers",
        "Contact tel", "Telephone 1", "Phone 1", "Daytime tel", "Evening tel", "Other phone",
        "Telephone(s)", "Contact details",
    ),
    _several(
        "second_telephone", "Second applicant's telephone", _REACH, _K.TELEPHONE,
        "Telephone 2", "Phone 2", "Mobile 2", "Second telephone", "Partner telephone",
        "Partner phone", "Partner mobile", "Applicant 2 telephone", "Applicant 2 phone",
    ),
    _several(
        "email", "Email", _REACH, _K.EMAIL,
        "E-mail", "Email address", "E-mail address", "Emails", "Email addresses", "Mail",
        "Email 1", "Contact email",
    ),
    _several(
        "second_email", "Second applicant's email", _REACH, _K.EMAIL,
        "Email 2", "Second email", "Partner email", "Applicant 2 email",
    ),
    _plain(
        "address", "Address", _REACH, _K.ADDRESS,
        "Home address", "Full address", "Postal address", "Address and postcode",
        "Address (inc postcode)", "Address inc postcode", "Address with postcode",
    ),
    _several(
        "address_line", "Line of the address", _REACH, _K.TEXT,
        "Address 1", "Address 2", "Address 3", "Address 4", "Address line 1", "Address line 2",
        "Address line 3", "Address line 4", "Street", "House", "House number", "House name",
        "House no", "Road", "Town", "City", "Town/City", "Village", "County", "Post town",
        "Area", "Locality", "District", "Country",
    ),
    _plain("postcode", "Postcode", _REACH, _K.POSTCODE, "Post code", "P/code", "PCode", "PC"),
    _day(
        "enquiry_on", "Date of enquiry", _E.ENQUIRY_RECEIVED,
        "Date enquiry received", "Enquiry date", "Date of initial enquiry",
        "Initial enquiry date", "Initial enquiry", "Enquiry", "Enquiry received",
        "Date of contact", "Date of first contact", "Date of call", "Date enquired", "Enquired",
        "Date received", "Contact date", "Date of initial contact", "Initial contact date",
        "First enquiry", "Date", "Enquiry received date", "Enq date", "Date of enq",
        "Received",
        group=_ENQUIRY,
    ),
    _code(
        "source", "Source", _ENQUIRY, "source_of_enquiry",
        "Source of enquiry", "Enquiry source", "How heard", "How did they hear",
        "How did you hear about us", "How they heard", "Where heard", "Heard about us",
        "How did they hear about us", "Heard from", "Referral source", "Marketing source",
        "Where did you hear about us", "Publicity",
    ),
    _code(
        "channel", "How the enquiry came", _ENQUIRY, "channel",
        "Channel", "Method of contact", "Method of enquiry", "How contacted", "Contact method",
        "Type of contact", "Enquiry method", "Method",
    ),
    _plain(
        "worker", "Worker", _ENQUIRY, _K.TEXT,
        "Social worker", "SW", "Allocated to", "Allocated worker", "Allocated", "Assessor",
        "Caseworker", "Case worker", "Allocated social worker", "Assessing social worker",
        "Worker name", "Assigned to", "Key worker",
    ),
    _code(
        "couple_status", "Applicants' status", _ENQUIRY, "couple_status",
        "Marital status", "Relationship status", "Couple status", "Civil status",
        "Single or couple", "Single/couple",
    ),
    _code(
        "fostering_for_adoption", "Is the (prospective) adopter fostering for adoption?",
        _ENQUIRY, "yes_no_unknown",
        "Fostering for adoption", "FfA", "F4A?", "Early permanence", "EP",
    ),
    _plain(
        "family_identifier", "Family identifier", _ENQUIRY, _K.TEXT,
        "Family ID", "Household ID", "Household identifier",
    ),
    _day(
        "information_sent", "Information sent", _E.INFORMATION_SENT,
        "Info sent", "Pack sent", "Info pack sent", "Information pack sent",
        "Date information sent", "Date info pack sent", "Date pack sent", "Information pack",
        "Info pack",
    ),
    _day(
        "session_attended", "Session attended", _E.SESSION_ATTENDED,
        "Information session", "Info session", "Information evening", "Open evening",
        "Information event", "Info evening", "Info event", "Date of information session",
        "Information session attended", "Attended information session", "Open evening attended",
        "Information meeting", "Info evening attended",
    ),
    _day(
        "visit_held", "Visit", _E.VISIT_HELD,
        "Initial visit", "IV", "Home visit", "Visit date", "Date of visit", "Initial visit date",
        "Date of initial visit", "IV date", "Date visited", "Visited", "Visit held",
    ),
    _day(
        "registration_received", "ROI received", _E.REGISTRATION_RECEIVED,
        "ROI", "ROI date", "Registration of interest", "Registration of interest received",
        "Date ROI received", "Date of ROI", "ROI rec'd", "ROI recd", "ROI in",
    ),
    _day(
        "registration_accepted", "ROI accepted", _E.REGISTRATION_ACCEPTED,
        "Registration of interest accepted", "Date ROI accepted", "Stage 1 started",
        "Stage One started", "Date Stage 1 started", "Stage 1 start", "Stage One start",
        "Start of Stage 1", "Stage 1 start date", "Stage 1", "Stage One", "Registered",
        "Date registered", "Registration date",
    ),
    _day(
        "stage_one_ended", "Stage One ended", _E.STAGE_ONE_ENDED,
        "Stage 1 ended", "Date Stage 1 ended", "Stage 1 end", "Stage One end", "End of Stage 1",
        "Stage 1 end date", "Stage 1 complete", "Stage 1 completed", "Stage One completed",
        "Date Stage One ended",
    ),
    _day(
        "notified_to_proceed", "Notified", _E.NOTIFIED_TO_PROCEED,
        "Notification to proceed", "Notified to proceed", "Date notified", "Notification",
        "Stage 2 notification",
    ),
    _day(
        "stage_two_started", "Stage Two started", _E.STAGE_TWO_STARTED,
        "Stage 2 started", "Date Stage 2 started", "Stage 2 start", "Stage Two start",
        "Start of Stage 2", "Stage 2 start date", "Stage 2", "Stage Two",
    ),
    _day(
        "stage_two_ended", "Stage Two ended", _E.STAGE_TWO_ENDED,
        "Stage 2 ended", "Date Stage 2 ended", "Stage 2 end", "Stage Two end", "End of Stage 2",
        "Stage 2 end date", "Stage 2 complete", "Stage 2 completed", "Stage Two completed",
    ),
    _day(
        "papers_submitted", "Papers submitted", _E.PAPERS_SUBMITTED,
        "Date application submitted", "Papers to panel", "PAR submitted", "Date papers submitted",
    ),
    _day(
        "panel", "Panel", _E.RECOMMENDATION_MADE,
        "Panel date", "Date of panel", "Adoption panel", "Adoption panel date", "Panel on",
    ),
    _day(
        "decision", "Decision", _E.DECISION_MADE,
        "ADM", "ADM decision", "Agency decision", "Date of decision", "Decision date",
        "ADM date", "ADM decision date", "Date of ADM decision",
    ),
    _day(
        "approved", "Approved", _E.APPROVED,
        "Approval", "Approval date", "Date approved", "Date of approval",
        "Date application approved", "Approved on",
    ),
    _day(
        "matched", "Matched", _E.MATCHED,
        "Match date", "Date matched", "Matching panel", "Date of match",
        "Date adopter matched with child(ren)",
    ),
    _day(
        "children_placed", "Children placed", _E.CHILDREN_PLACED,
        "Placed", "Placement date", "Date placed", "Date of placement", "Placement",
        "Date child/children placed with adopter(s)",
    ),
    _plain(
        "children", "No. of children placed", _STEPS, _K.COUNT,
        "Number of children", "No of children", "Children", "Number of children placed",
        "Number placed",
    ),
    _day(
        "adoption_order", "Adoption order", _E.ADOPTION_ORDER,
        "Date of Adoption Order", "Order", "Order date", "AO", "AO granted", "Date of AO",
        "Adoption order granted",
    ),
    _day(
        "closed", "Closed", _E.CLOSED,
        "Date closed", "Closed on", "Closure date", "Date of closure", "Case closed",
        "Withdrew", "Withdrawn", "Date withdrawn", "Withdrawal date", "Date of withdrawal",
        "Date of leaving adoption process", "Left", "Date left", "Closing date",
    ),
    _code(
        "closing_reason", "Reason for closing", _STEPS, "closing_reason",
        "Closing reason", "Reason closed", "Reason for closure", "Closure reason",
        "Reason for withdrawal", "Why closed", "Reason withdrawn",
    ),
    _code(
        "leaving_reason", "Reason for leaving adoption process", _STEPS, "leaving_reason",
        "Reason for leaving", "Reason left",
    ),
    _several(NOTE, "Note on the case, under its heading", _OTHER, _K.NOTE, "Note", "Notes"),
    _several(
        NOT_READ, "Not read", _OTHER, _K.NONE,
        "Title", "Title 1", "Title 2", "Row", "Row no", "Row number", "Line", "Salutation",
    ),
)  # fmt: skip

FIELDS: Final[Mapping[str, Field]] = {each.name: each for each in ALL}
SECOND_OF: Final[Mapping[str, str]] = {
    "names": "second_name",
    "given_names": "second_given_names",
    "family_name": "second_family_name",
    "born": "second_born",
    "gender": "second_gender",
    "ethnicity": "second_ethnicity",
    "disability": "second_disability",
    "telephone": "second_telephone",
    "email": "second_email",
}
STEPS: Final[tuple[Field, ...]] = tuple(
    each for each in ALL if each.event is not None and each.name != "enquiry_on"
)


@cache
def by_heading() -> Mapping[str, Field]:
    """Return each field by the folded headings that mean it."""
    found: dict[str, Field] = {}
    for each in ALL:
        for heading in (each.label, *each.spellings):
            found.setdefault(fold(heading), each)
    return found


def field_of(heading: object) -> Field | None:
    """Return the field that a heading is known to mean, whatever its case and spacing.

    "Adopter 2 DOB" and "Mobile (applicant one)" are known by what is left without
    the words that say whose it is.
    """
    found = by_heading().get(fold(heading))
    if found is not None or not isinstance(heading, str):
        return found
    words = _WORD.findall(heading.casefold())
    for more in (frozenset[str](), _IN_ORDER):  # "First name, applicant 1" is a first name
        rest = [word for word in words if word not in _WHOSE | more]
        meant = by_heading().get("".join(rest)) if len(rest) < len(words) else None
        if meant is not None:
            is_second = not _SECONDLY.isdisjoint(words) or ("second" in words and bool(more))
            name = SECOND_OF.get(meant.name) if is_second else meant.name
            return FIELDS[name] if name else None
    return None
