"""Which form holds today, and the one that something was written against: shipped, or changed."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Form
from recruitment_app.forms.faults import WrongForm
from recruitment_app.forms.overlays import laid_over
from recruitment_app.forms.reading import SHIPPED, shipped_form
from recruitment_app.store.tables import FormChange


def form_in_force(session: Session, name: str, today: date) -> Form:
    """Return a form as it is written from today on.

    Raises:
        Problem: there is no form of this name.

    """
    shipped = _shipped(name)
    holding = [change for change in _changes(session, name) if change.in_force_from <= today]
    return _laid(shipped, holding[-1]) if holding else shipped


def form_of_version(session: Session, name: str, version: str) -> Form:
    """Return the form that something was written against.

    Changes that were taken back since still hold of it. Where an update of the application
    brought another shipped version, it is that one.

    Raises:
        Problem: there is no form of this name.

    """
    shipped = _shipped(name)
    if version == shipped.version:
        return shipped
    own = version.partition(".")[2]
    changes = session.scalars(select(FormChange).where(FormChange.form == name)).all()
    return next((_laid(shipped, each) for each in changes if str(each.number) == own), shipped)


def _shipped(name: str) -> Form:
    if name not in SHIPPED:
        raise Problem("There is no such form: choose one of the list.", field="form")
    return shipped_form(name)


def _changes(session: Session, name: str) -> Sequence[FormChange]:
    query = select(FormChange).where(FormChange.form == name, FormChange.deleted_at.is_(None))
    return session.scalars(query.order_by(FormChange.in_force_from, FormChange.number)).all()


def _laid(shipped: Form, change: FormChange) -> Form:
    """Return the form with the agency's changes; without, where they fit this version no more."""
    try:
        return laid(change.form, change.text)
    except WrongForm:
        return shipped


@lru_cache(maxsize=64)
def laid(name: str, text: str) -> Form:
    """Return a shipped form with changes that are kept laid over it; they are read once.

    Raises:
        WrongForm: they do not fit the form as it is shipped now.

    """
    return laid_over(shipped_form(name), text, f"{name}.toml")
