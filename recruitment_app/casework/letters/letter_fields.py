"""Every field that a letter may tell: its name in braces, its label, and what it says of a case."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from recruitment_app.casework.events.event_rows import EventRow
from recruitment_app.casework.letters.letter_facts import Recipient, Told
from recruitment_app.errors import Problem
from recruitment_app.rules.events import Part
from recruitment_app.rules.journey import Journey
from recruitment_app.rules.letter_texts import Field, check_text
from recruitment_app.rules.letters import Ask, LetterKind
from recruitment_app.rules.roles import ROLE_WORDS
from recruitment_app.rules.stages import STAGE_WORDS, EventKind, long_date
from recruitment_app.rules.timescales import due_on
from recruitment_app.store.tables import Worker

K: Final = EventKind
_SHOWN_SESSIONS: Final = 4
_REVIEW: Final = "T28"
_OTHER_EVENT: Final = "other"


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    tell: Callable[[Told], str]
    how_to_get: str = ""


def letter_fields(kind: LetterKind | None = None) -> tuple[Field, ...]:
    """Return the fields that a letter may use, with what is typed for it alone last."""
    asks = tuple(_ask_field(ask) for ask in kind.asks) if kind else ()
    return (*(Field(name, each.label, each.how_to_get) for name, each in _FIELDS.items()), *asks)


def check_wording(
    kind: LetterKind, passages: Mapping[str, str], typed: tuple[str, str] | None = None
) -> None:
    """Refuse a wording that cannot be filled in: the one that holds, or one that is typed.

    A newer version of the application may not know a field that the agency's wording has.

    Raises:
        Problem: why; of the wording that holds also where it is put right.

    """
    known = [each.name for each in letter_fields(kind)]
    subject, body = typed or (kind.subject, kind.body)
    try:
        check_text(subject, known, passages, field="subject")
        check_text(body, known, passages)
    except Problem as problem:
        if typed is not None:
            raise
        told = f"“{kind.title}” cannot be written as it is worded: {problem}"
        raise Problem(f"{told} Change it in Settings, Letters.", field="letter") from problem


def values_of(told: Told, names: Iterable[str]) -> Mapping[str, str]:
    """Return what these fields say of a case; one that the record lacks says nothing."""
    asked = {ask.field: told.wanted.asks.get(ask.key, "").strip() for ask in told.kind.asks}
    return {
        name: asked[name] if name in asked else _FIELDS[name].tell(told)
        for name in names
        if name in asked or name in _FIELDS
    }


def lacking(told: Told, name: str) -> str:
    """Return the sentence for a field that the record does not have."""
    ask = next((ask for ask in told.kind.asks if ask.field == name), None)
    if ask is not None:
        return f"Type for this letter: {ask.label[:1].lower()}{ask.label[1:]}."
    field = _FIELDS[name]
    return f"{field.label}: nothing is recorded. {field.how_to_get}"


def promise_day(told: Told) -> date | None:
    """Return the day by which the family is to hear what the letter promises, if it does."""
    kind = told.kind
    if kind.promise and kind.promise_days:
        return told.shared.law.calendar.after(told.wanted.on, kind.promise_days)
    return limit_day(told, kind.promise_limit) if kind.promise else None


def limit_day(told: Told, limit_id: str) -> date | None:
    """Return the last day of a limit: as its clock runs, else as it will from this letter on."""
    run = told.runs.get(limit_id)
    if run is not None and run.met_on is None and run.ended_on is None:
        return run.due_on
    if told.kind.starts == limit_id:
        return day_from(told, limit_id, told.wanted.on)
    return run.due_on if run is not None else None


def day_from(told: Told, limit_id: str, on: date) -> date | None:
    """Return the last day of a limit that begins on a day."""
    law = told.shared.law
    if limit_id == "T08" and told.journey.fast_track:
        return None
    return due_on(law.limits[limit_id], on, law.calendar)


def event_days(parts: Sequence[Part]) -> str:
    """Return the days of an event: a line, or one item for each of its parts."""
    lines = [_part(part) for part in parts]
    return lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)


def place_of(event: EventRow) -> str:
    """Return where an event takes place: the venue, the link, or both."""
    return " or ".join(filter(None, (event.venue, f"online: {event.link}" if event.link else "")))


def _ask_field(ask: Ask) -> Field:
    return Field(ask.field, ask.label, "It is typed for each letter.")


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _limit(limit_id: str) -> Callable[[Told], str]:
    return lambda told: _day(limit_day(told, limit_id))


def _last(*kinds: EventKind) -> Callable[[Told], str]:
    def tell(told: Told) -> str:
        found = (told.journey.last.get(kind) for kind in kinds)
        return next((long_date(event.on) for event in found if event), "")

    return tell


def _new_stage_one_limit(told: Told) -> str:
    run = told.runs.get("T08")
    is_later = run is not None and run.due_on is not None and run.due_on != run.first_due_on
    return _day(run.due_on) if run is not None and is_later else ""


def _panel(journey: Journey) -> date | None:
    booked = journey.last.get(K.PANEL_BOOKED)
    return date.fromisoformat(booked.fact("panel_on")) if booked else None


def _panel_sat(told: Told) -> str:
    made = told.journey.last.get(K.RECOMMENDATION_MADE)
    if told.journey.deferral is not None:
        return long_date(told.journey.deferral.on)
    if made is not None:
        return long_date(made.on)
    booked = _panel(told.journey)
    return _day(booked) if booked and booked <= told.wanted.on else ""


def _review(told: Told) -> str:
    last = told.journey.last
    begun = last.get(K.APPROVED) or last.get(K.DECISION_MADE)
    return _day(day_from(told, _REVIEW, begun.on)) if begun else ""


def _names(people: Iterable[Recipient]) -> str:
    return " and ".join(each.name for each in people)


def _first_names(people: Iterable[Recipient]) -> str:
    return " and ".join(each.first_name for each in people)


def _title(worker: Worker) -> str:
    return worker.job_title or ROLE_WORDS[worker.role]


def _part(part: Part) -> str:
    hours = " to ".join(filter(None, (part.starts, part.ends)))
    day = f"{part.on:%A} {long_date(part.on)}"
    told = f"{day}, {hours}" if hours else day
    return f"{told}: {part.title}" if part.title else told


def _event_title(told: Told) -> str:
    event = told.event
    if event is None:
        return ""
    kind = f"{event.kind_words[:1].lower()}{event.kind_words[1:]}"
    if event.kind == _OTHER_EVENT:
        return event.title or kind
    return f"{kind} “{event.title}”" if event.title else kind


def _sessions(told: Told) -> Iterator[str]:
    for event in told.shared.next_sessions[:_SHOWN_SESSIONS]:
        yield "- " + ", ".join(filter(None, (_part(event.parts[0]), place_of(event))))


def _check_title(told: Told) -> str:
    check = told.check
    return ", ".join(filter(None, (check.title, check.key.about))) if check else ""


_ENTER: Final = "Enter it in the case, or leave it out of this letter."
_STARTS: Final = "It is known once its clock runs: record the step that starts it."
_EVENT: Final = "Choose the event that the letter is about."
_CHECK: Final = "Choose the check that the letter is about."

_FIELDS: Final[Mapping[str, _Field]] = {
    "applicants.greeting": _Field(
        "First names of the applicants", lambda t: _first_names(t.recipients), _ENTER
    ),
    "applicants.names": _Field("Names of the applicants", lambda t: _names(t.recipients), _ENTER),
    "to.name": _Field("To whom the letter goes", lambda t: t.to[0], "Type to whom it goes."),
    "to.address": _Field("Address of the letter", lambda t: t.to[1], "Type the address."),
    "case.reference": _Field("Reference of the case", lambda t: t.case.reference),
    "case.stage": _Field("Stage of the case", lambda t: STAGE_WORDS[t.journey.stage]),
    "agency.name": _Field("Name of the agency", lambda t: t.shared.agency),
    "agency.address": _Field(
        "Address of the agency",
        lambda t: t.shared.address,
        "A manager sets it once in Settings, Agency and targets.",
    ),
    "agency.team": _Field("Name of the team", lambda t: t.shared.teams.get(t.case.team_id, "")),
    "worker.name": _Field("Worker of the case, else who writes", lambda t: t.worker.name),
    "worker.title": _Field("Job title of the worker", lambda t: _title(t.worker)),
    "writer.name": _Field("Who writes the letter", lambda t: t.shared.writer.name),
    "writer.title": _Field("Job title of who writes", lambda t: _title(t.shared.writer)),
    "letter.date": _Field("Date of the letter", lambda t: long_date(t.wanted.on)),
    "promise.by": _Field(
        "Day by which they will hear",
        lambda t: _day(promise_day(t)),
        "This letter promises nothing, or the clock that its promise follows does not run yet.",
    ),
    "dates.enquired": _Field("Enquiry received", _last(K.ENQUIRY_RECEIVED), _ENTER),
    "dates.information_sent": _Field("Information sent", _last(K.INFORMATION_SENT), _ENTER),
    "dates.visited": _Field(
        "Initial visit held", _last(K.VISIT_HELD), "Record the initial visit first."
    ),
    "dates.registration_received": _Field(
        "Registration of interest received",
        _last(K.REGISTRATION_RECEIVED),
        "Record first when the registration of interest came.",
    ),
    "dates.registration_accepted": _Field(
        "Registration of interest accepted",
        _last(K.REGISTRATION_ACCEPTED),
        "Record the acceptance first.",
    ),
    "dates.registration_answer_by": _Field("Last day to answer it", _limit("T06"), _STARTS),
    "dates.stage_one_limit": _Field("Last day of Stage One", _limit("T08"), _STARTS),
    "dates.stage_one_new_limit": _Field(
        "Last day of Stage One as extended", _new_stage_one_limit, "Record the extension first."
    ),
    "dates.stage_one_ended": _Field(
        "Stage One ended", _last(K.STAGE_ONE_ENDED), "Record the pre-assessment decision first."
    ),
    "dates.proceed_by": _Field("Last day to notify the wish to proceed", _limit("T11"), _STARTS),
    "dates.proceed_notified": _Field(
        "Wish to proceed notified",
        _last(K.NOTIFIED_TO_PROCEED, K.LATE_NOTIFICATION_RECEIVED),
        "Record first when they notified their wish to proceed.",
    ),
    "dates.stage_two_limit": _Field("Last day of Stage Two", _limit("T13"), _STARTS),
    "dates.report_sent": _Field(
        "Report sent for observations", _last(K.REPORT_SENT), "Record that it was sent first."
    ),
    "dates.observations_by": _Field("Last day for observations", _limit("T14"), _STARTS),
    "dates.panel": _Field("Day of the panel", lambda t: _day(_panel(t.journey)), "Book it first."),
    "dates.panel_sat": _Field(
        "Day on which the panel sat", _panel_sat, "Record the panel's recommendation first."
    ),
    "dates.decided": _Field(
        "Day of the agency decision", _last(K.DECISION_MADE), "Record the decision first."
    ),
    "dates.approved": _Field("Day of the approval", _last(K.APPROVED), "Record it first."),
    "dates.representations_by": _Field(
        "Last day for representations or a review", _limit("T21"), _STARTS
    ),
    "dates.review_by": _Field(
        "Last day of the review of an approval", _review, "Record the agency decision first."
    ),
    "dates.closed": _Field(
        "Case closed", lambda t: _day(t.journey.closed_on), "Close the case first."
    ),
    "event.title": _Field("Event", _event_title, _EVENT),
    "event.dates": _Field(
        "Days and hours of the event",
        lambda t: event_days(t.event.parts) if t.event else "",
        _EVENT,
    ),
    "event.place": _Field(
        "Where the event takes place",
        lambda t: place_of(t.event) if t.event else "",
        "Give the event its venue or its link first.",
    ),
    "event.people": _Field(
        "First names of those who have a place",
        lambda t: _first_names(t.event_people),
        "Book them on an event first.",
    ),
    "event.next_sessions": _Field(
        "Next sessions for enquirers",
        lambda t: "\n".join(_sessions(t)),
        "No session with a free place is to come: make one in Events.",
    ),
    "check.title": _Field("Check", _check_title, _CHECK),
    "check.person": _Field(
        "Whom the check is about",
        lambda t: (t.check.person or _names(t.recipients)) if t.check else "",
        _CHECK,
    ),
    "check.asked_on": _Field(
        "Day on which the check was asked for",
        lambda t: _day(t.check.asked_on) if t.check else "",
        "Ask for the check first.",
    ),
}
