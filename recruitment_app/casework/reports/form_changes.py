"""The agency's own changes to the forms: taken out to be altered, checked, brought in, listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.reports.form_versions import form_in_force, laid
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Form
from recruitment_app.forms.faults import Fault, WrongForm
from recruitment_app.forms.form_differences import FormDifference, differences
from recruitment_app.forms.overlay_writing import as_changes
from recruitment_app.forms.overlays import laid_over
from recruitment_app.forms.reading import SHIPPED, shipped_form
from recruitment_app.forms.told import decoded, told
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import FormChange, Worker, WrittenForm

LARGEST: Final = 1_000_000
"""Bytes; the longest form that is shipped has a tenth of it."""

IN_FORCE: Final = "in_force"
TO_COME: Final = "to_come"
REPLACED: Final = "replaced"
TAKEN_BACK: Final = "taken_back"
_TOUCHED: Final = frozenset({Touched.SETTINGS, Touched.REPORT})


@dataclass(frozen=True, slots=True)
class FormChangeRow:
    """One file of changes that was brought in, and whether it holds.

    ``fault`` says why it fits the form of this application no more, where that is so.
    """

    form: str
    number: int
    in_force_from: date
    written_on: date
    written_by: str
    state: str
    fault: str
    written_forms: int


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form as it holds today, with every change that was brought in, the latest first."""

    name: str
    title: str
    version: str
    shipped_version: str
    sections: int
    changes: tuple[FormChangeRow, ...]


@dataclass(frozen=True, slots=True)
class ChangesLook:
    """What a file of changes would do: what differs then, or what is wrong with it."""

    form: str
    title: str
    number: int
    text: str
    differences: tuple[FormDifference, ...] = ()
    faults: tuple[Fault, ...] = ()


def form_rows(store: Store, *, today: date) -> list[FormRow]:
    """Return every form as it holds today."""
    with store.reading() as session:
        signed_in(session, store)
        return [_row(session, name, today) for name in SHIPPED]


def form_text(store: Store, *, form: str, today: date) -> str:
    """Return a form as it holds today, as a file of changes that may be altered and brought in.

    Raises:
        Problem: there is no such form.

    """
    with store.reading() as session:
        signed_in(session, store)
        in_force = form_in_force(session, form, today)
        return as_changes(in_force, shipped_form(form), _last_number(session, form) + 1)


def save_form(store: Store, *, form: str, path: Path, today: date) -> None:
    """Write a form as it holds today into a file, ready to be altered.

    Raises:
        Problem: there is no such form, or the file cannot be written.

    """
    text = form_text(store, form=form, today=today)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise Problem("The file cannot be written there: choose another folder.") from None


def look_at_changes(store: Store, *, path: Path, today: date) -> ChangesLook:
    """Read a file of changes and say what they do to the form that holds, or what is wrong.

    Raises:
        Problem: the file cannot be read at all, or is far too long.

    """
    try:
        if path.stat().st_size > LARGEST:
            raise Problem("This file is too long to be a form.", field="file")
        content = path.read_bytes()
    except OSError:
        raise Problem("This file cannot be read: choose another.", field="file") from None
    try:
        text = decoded(content, path.name)
    except WrongForm as wrong:
        return ChangesLook("", "", 0, "", faults=wrong.faults)
    return look_at_text(store, text=text, file=path.name, today=today)


def look_at_text(store: Store, *, text: str, file: str, today: date) -> ChangesLook:
    """Say what changes would do to the form that holds, or what is wrong with them."""
    with store.reading() as session:
        signed_in(session, store)
        try:
            changed, number = _read(session, text, file)
        except WrongForm as wrong:
            return ChangesLook("", "", 0, text, faults=wrong.faults)
        found = differences(form_in_force(session, changed.name, today), changed)
        return ChangesLook(changed.name, changed.title, number, text, found)


def bring_in_changes(
    store: Store, *, text: str, file: str, in_force_from: date, today: date
) -> Change:
    """Keep an agency's changes to a form; from a day on, what is begun is written against them.

    Raises:
        NotAllowed: only a manager may.
        WrongForm: they are wrong; it has every fault with file, line and reason.
        Problem: they change nothing, or cannot hold from that day.

    """
    with store.writing(act="bring_in_form_changes") as session:
        worker = ask_leave(session, store, Duty.SET_UP_AGENCY)
        changed, number = _read(session, text, file)
        _refuse_day(session, changed.name, in_force_from, today)
        if not differences(form_in_force(session, changed.name, in_force_from), changed):
            raise Problem("Nothing differs from the form as it holds on that day.", field="file")
        row = FormChange(
            form=changed.name,
            number=number,
            text=text,
            in_force_from=in_force_from,
            written_at=store.clock(),
            written_by=worker.id,
        )
        session.add(row)
        session.flush()
        return Change(
            None,
            _TOUCHED,
            f"{changed.title}: version {changed.version} holds from {long_date(in_force_from)}. "
            "What is begun before keeps its own.",
            row.id,
        )


def take_back_changes(store: Store, *, form: str, number: int) -> Change:
    """Let changes hold no more: the ones before, or the form as shipped, hold again.

    What is written against them keeps them.

    Raises:
        NotAllowed: only a manager may.
        Problem: there are none of that number, or they are taken back already.

    """
    with store.writing(act="take_back_form_changes") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        row = session.scalars(
            select(FormChange).where(
                FormChange.form == form,
                FormChange.number == number,
                FormChange.deleted_at.is_(None),
            )
        ).one_or_none()
        if row is None:
            raise Problem("These changes do not hold any more: look again.")
        row.deleted_at = store.clock()
        return Change(None, _TOUCHED, "Taken back. What was written against them keeps them.")


def _read(session: Session, text: str, file: str) -> tuple[Form, int]:
    """Return the form that changes make, and their number.

    Raises:
        WrongForm: they are wrong.

    """
    table = told(text, file)
    name, number = table.text("form"), table.whole("version")
    if name not in SHIPPED:
        raise WrongForm([Fault(table.at("form"), f"No form “{name}” is shipped.")])
    changed = laid_over(shipped_form(name), text, file)
    last = _last_number(session, name)
    if number <= last:
        reason = (
            f"Version {last} of the changes was brought in already: write version = {last + 1}."
        )
        raise WrongForm([Fault(table.at("version"), reason)])
    return changed, number


def _last_number(session: Session, form: str) -> int:
    """Return the highest number that changes of a form ever had, those taken back among them."""
    return session.scalar(select(func.max(FormChange.number)).where(FormChange.form == form)) or 0


def _refuse_day(session: Session, form: str, in_force_from: date, today: date) -> None:
    if in_force_from < today:
        raise Problem(
            "Changes hold from today on or later: what was begun before keeps its form.",
            field="in_force_from",
        )
    last = session.scalar(
        select(func.max(FormChange.in_force_from)).where(
            FormChange.form == form, FormChange.deleted_at.is_(None)
        )
    )
    if last is not None and in_force_from < last:
        raise Problem(
            f"Earlier changes are to hold from {long_date(last)}: choose that day or a later one,"
            " or take them back first.",
            field="in_force_from",
        )


def _row(session: Session, name: str, today: date) -> FormRow:
    form = form_in_force(session, name, today)
    rows = session.execute(
        select(FormChange, Worker.name)
        .join(Worker, Worker.id == FormChange.written_by)
        .where(FormChange.form == name)
        .order_by(FormChange.number)
    ).all()
    standing = [row for row, _ in rows if row.deleted_at is None]
    holding = [row for row in standing if row.in_force_from <= today]
    used = session.execute(
        select(WrittenForm.form_version, func.count())
        .where(WrittenForm.form == name, WrittenForm.deleted_at.is_(None))
        .group_by(WrittenForm.form_version)
    ).all()
    changes = [
        FormChangeRow(
            name,
            row.number,
            row.in_force_from,
            row.written_at.date(),
            by,
            _state(row, holding, today),
            _fault(row),
            sum(count for version, count in used if version.partition(".")[2] == str(row.number)),
        )
        for row, by in reversed(rows)
    ]
    return FormRow(
        name,
        form.title,
        form.version,
        shipped_form(name).version,
        len(form.sections),
        tuple(changes),
    )


def _state(row: FormChange, holding: Sequence[FormChange], today: date) -> str:
    if row.deleted_at is not None:
        return TAKEN_BACK
    if row.in_force_from > today:
        return TO_COME
    last = max(holding, key=lambda each: (each.in_force_from, each.number))
    return IN_FORCE if row is last else REPLACED


def _fault(row: FormChange) -> str:
    try:
        laid(row.form, row.text)
    except WrongForm as wrong:
        return str(wrong)
    return ""
