"""The front sheet of an edition, gathered from what that edition may say of a case."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from recruitment_app.casework.reports.paper_facts import shown
from recruitment_app.casework.reports.paper_sections import COVER, Gathered
from recruitment_app.casework.reports.report_rows import NamedWorker, ReportPage
from recruitment_app.casework.reports.signing_rows import SignaturePlace
from recruitment_app.casework.rows import CasePage, PersonRow
from recruitment_app.documents.report_contents import Facts, Photograph, Signature, Told
from recruitment_app.forms.definition import Edition, Form, Kind
from recruitment_app.rules.stages import EventKind, long_date

CHILDREN_HOPED_FOR: Final = "b.21"
STAGE_TWO: Final = "T13"
K = EventKind
_DATES: Final[tuple[tuple[str, tuple[EventKind, ...]], ...]] = (
    ("Registration accepted", (K.REGISTRATION_ACCEPTED,)),
    ("Stage One ended", (K.STAGE_ONE_ENDED,)),
    ("Wish to proceed notified", (K.NOTIFIED_TO_PROCEED,)),
)
_LATER: Final[tuple[tuple[str, tuple[EventKind, ...]], ...]] = (
    ("Report sent for observations", (K.REPORT_SENT,)),
    ("Observations", (K.OBSERVATIONS_RECEIVED, K.NO_OBSERVATIONS)),
)
_ANSWERS: Final = ("Yes", "To be explored", "No")


def front(
    gathered: Gathered,
    agency: str,
    report: ReportPage | None,
    photographs: tuple[Photograph, ...] = (),
) -> Told:
    """Return the front sheet of an edition."""
    first: list[tuple[str, tuple[str, ...]]] = [("Agency", (agency,))]
    page = gathered.record.page
    if gathered.edition is not Edition.PROFILE:
        worker = report.author if report else None
        first.append(("Assessing social worker", (_worker(worker) or page.worker,)))
    if gathered.edition not in {Edition.PANEL, Edition.APPLICANTS}:
        return Told(facts=(Facts(tuple(first)),), photographs=photographs)
    if report and report.supervisor:
        first.append(("Supervisor", (_worker(report.supervisor),)))
    if not has_cover(gathered.form, gathered.edition):
        begun = [each for each in _dates(page)[: len(_DATES)] if each[1]]
        return Told(facts=(Facts((*first, *((label, (said,)) for label, said in begun))),))
    first += [(label, (said,)) for label, said in _dates(page)]
    facts = [Facts(tuple(first)), _applicants(gathered), *_hoped_for(gathered)]
    return Told(facts=tuple(facts), photographs=photographs)


def has_cover(form: Form, edition: Edition) -> bool:
    """Say whether an edition has the cover of the report; a plan has none."""
    return COVER in form.by_key and edition in form.by_key[COVER].editions


def to_sign(gathered: Gathered, places: Sequence[SignaturePlace]) -> tuple[Signature, ...]:
    """Return who signs an edition and who has, in the order of its page to sign, if it has one."""
    printed = gathered.form.printed(gathered.household, gathered.edition)
    signed = [each.section for each in printed if each.section.kind is Kind.SIGN_OFF]
    page = next((section for section in signed if not section.boxes), None)
    if page is None:
        return ()
    order = {role: at for at, role in enumerate(page.who)}
    in_order = sorted(places, key=lambda place: order.get(place.role, len(order)))
    return tuple(_to_sign(gathered, place) for place in in_order)


def _to_sign(gathered: Gathered, place: SignaturePlace) -> Signature:
    names, title, name = gathered.record.names, place.title, place.name
    person = next((each for each in names.applicants if each.id == place.person_id), None)
    if person is not None:
        title, name = names.ordinal(person), names.name(person)
    if place.signature is None or place.signature.is_declined:
        return Signature(title, name)
    how = "on paper" if place.signature.is_on_paper else "on screen"
    return Signature(title, name, long_date(place.signature.signed_on), how)


def _worker(worker: NamedWorker | None) -> str:
    return ", ".join(filter(None, (worker.name, worker.job_title))) if worker else ""


def _dates(page: CasePage) -> list[tuple[str, str]]:
    last = {event.kind: event for event in page.events if not event.is_struck}

    def told(dates: tuple[tuple[str, tuple[EventKind, ...]], ...]) -> list[tuple[str, str]]:
        return [
            (label, next((long_date(last[kind].on) for kind in kinds if kind in last), ""))
            for label, kinds in dates
        ]

    first = dict(told(_DATES))
    began, ended = last.get(K.REGISTRATION_ACCEPTED), last.get(K.STAGE_ONE_ENDED)
    if began and ended:
        first["Stage One ended"] += f" ({(ended.on - began.on).days} days)"
    if page.is_fast_track:
        first = {"Route": "Fast track: enters at Stage Two", **first}
        del first["Stage One ended"], first["Wish to proceed notified"]
    limit = next((clock for clock in page.clocks if clock.limit.id == STAGE_TWO), None)
    if limit and limit.due_on:
        first["Stage Two limit"] = long_date(limit.due_on)
    booked = last.get(K.PANEL_BOOKED)
    sits = booked.facts.get("panel_on", "") if booked else ""
    panel = long_date(date.fromisoformat(sits)) if sits else ""
    return [*first.items(), *(each for each in told(_LATER) if each[1]), ("Panel", panel)]


def _applicants(gathered: Gathered) -> Facts:
    law, people = gathered.record.law, gathered.record.page.applicants
    asked: Mapping[str, Callable[[PersonRow], str]] = {
        "Name": gathered.record.names.name,
        "Born": lambda person: ", ".join(filter(None, (shown(person.born), person.birth_place))),
        "Ethnic background": lambda person: law.label("ethnicity", person.ethnicity),
        "Religion": lambda person: law.label("religion", person.religion),
        "Occupation": lambda person: person.occupation,
    }
    rows = tuple((label, tuple(map(tell, people))) for label, tell in asked.items())
    title = "The applicants" if len(people) > 1 else "The applicant"
    return Facts(rows, gathered.record.names.columns(), title)


def _hoped_for(gathered: Gathered) -> Iterator[Facts]:
    """Return the grid of the child they could parent in short, by answer."""
    section = gathered.form.by_key.get(CHILDREN_HOPED_FOR)
    if section is None or gathered.edition not in section.editions:
        return
    rows = gathered.content(CHILDREN_HOPED_FOR).rows
    told = [
        (
            answer,
            "; ".join(
                row["need"] for row in rows if row.get("answer") == answer and row.get("need")
            ),
        )
        for answer in _ANSWERS
    ]
    kept = tuple((answer, (said,)) for answer, said in told if said)
    if kept:
        yield Facts(kept, title="Who they hope to parent")
