"""The orders of the list of cases, each served by an index from whichever end is nearer.

An order is a few stretches, one after another, and within a stretch the cases stand as one
index has them: most orders are one stretch. So a list of any length is its count and, of the
rows, those looked at (docs/decisions/0012).
"""

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import Select, String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from recruitment_app.casework.lists.ordered_ids import OrderedIds
from recruitment_app.casework.raw_rows import plainly
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Worker


class Wanted(Protocol):
    """Narrows a query to the cases wanted, as they stand at this moment."""

    def __call__(self, session: Session, query: Select[Any], *, by_order: bool = False) -> Any:
        """Return the query narrowed.

        ``by_order`` keeps the filter's own indexes out of it, so that the cases are
        walked in their order and the filter is asked of each.
        """


SHORT: Final = 1000
"""A list of no more cases than this is read at once: it is found by its filter, then sorted."""

_SPARSE: Final = 16  # one case in so many is wanted: sooner found by the filter than on the walk


class CaseSort(StrEnum):
    """What the list may be sorted by."""

    REFERENCE = "reference"
    TITLE = "title"
    STAGE = "stage"
    STATUS = "status"
    OPENED_ON = "opened_on"
    WORKER = "worker"
    SOURCE = "source"
    NEXT_DUE_ON = "next_due_on"


_COLUMNS: dict[CaseSort, Any] = {
    CaseSort.REFERENCE: Case.reference_number,
    CaseSort.TITLE: Case.title_fold,
    CaseSort.STAGE: Case.stage,
    CaseSort.STATUS: Case.status,
    CaseSort.OPENED_ON: Case.opened_on,
    CaseSort.SOURCE: Case.source,
    CaseSort.NEXT_DUE_ON: Case.next_due_on,
}
_TIE: Any = Case.reference_number


@dataclass(slots=True)
class _Stretch:
    """Cases that stand together, and how many of them are wanted; None until somebody asks."""

    condition: Any
    column: Any
    count: int | None = None
    workers: tuple[UUID | None, ...] = ()

    @property
    def by(self) -> tuple[Any, ...]:
        """Return the columns that it stands by."""
        return (self.column,) if self.column is _TIE else (self.column, _TIE)

    def of(self, query: Select[Any]) -> Select[Any]:
        """Return the query for its cases alone."""
        return query if self.condition is None else query.where(self.condition)


def count_in(session: Session, wanted: Wanted) -> int:
    """Return how many cases are wanted."""
    return int(session.scalars(wanted(session, select(func.count()).select_from(Case))).one())


def in_order(
    store: Store,
    session: Session,
    wanted: Wanted,
    sort: CaseSort,
    *,
    descending: bool,
    count: int | None = None,
    at_once: bool = False,
    in_index: bool = False,
) -> OrderedIds:
    """Return the cases wanted in an order: by a column, then by the number of the reference.

    What has no value stands last in either direction. ``count`` is how many they are,
    where that is known. ``at_once`` reads them all now: what they are found by takes
    long, and is not to be asked for again. ``in_index`` says that the indexes of the
    orders hold all that the filter asks, so that to walk costs next to nothing.
    """
    order = _Order(store, wanted, sort, descending)
    if not at_once:
        many = count_in(session, wanted) if count is None else count
        if many > SHORT:
            order.begin(session, many, in_index=in_index)
            return OrderedIds(many, order.read, order.find)
    found = order.whole(session)

    def find(one: UUID) -> int | None:
        kept = one.hex if found and isinstance(found[0], str) else one
        return found.index(kept) if kept in found else None

    return OrderedIds(len(found), lambda start, stop: _made(found[start:stop]), find)


class _Order:
    """One order of the cases wanted; whoever reads it asks the store at that moment."""

    def __init__(
        self,
        store: Store,
        wanted: Wanted,
        sort: CaseSort,
        descending: bool,  # noqa: FBT001 - private, made once
    ) -> None:
        self._store = store
        self._wanted = wanted
        self._sort = sort
        self._is_down = descending
        self._walks = True
        self._stretches: list[_Stretch] = []

    def whole(self, session: Session) -> Sequence[str | UUID]:
        """Return all of the cases as they are kept: found by the filter, and sorted then."""
        query = self._wanted(session, select(type_coerce(Case.id, String)))
        column = _COLUMNS.get(self._sort)
        if column is None:
            query = query.outerjoin(Worker, Worker.id == Case.worker_id)
            column = Worker.name_fold
        unindexed = plainly(column)
        by, tie = (_down if self._is_down else _up)(unindexed, _TIE)
        found = session.connection().execute(query.order_by(by.nulls_last(), tie))
        return found.scalars().all()

    def begin(self, session: Session, count: int, *, in_index: bool) -> None:
        """Part the order into its stretches, and settle how a part of them is found."""
        of_all = session.scalar(select(func.max(_TIE))) or 0
        self._walks = in_index or count * _SPARSE > of_all
        if self._sort is CaseSort.WORKER:
            self._stretches = self._by_worker(session)
            return
        column = _COLUMNS[self._sort]
        self._stretches = [_Stretch(None, column, count)]
        if self._sort is CaseSort.NEXT_DUE_ON:
            counted = self._wanted(session, select(func.count()).select_from(Case))
            given = int(session.scalars(counted.where(column.is_not(None))).one())
            self._stretches = [
                _Stretch(column.is_not(None), column, given),
                _Stretch(column.is_(None), _TIE, count - given),
            ]

    def read(self, start: int, stop: int) -> Sequence[UUID]:
        """Return the cases from one place to another."""
        found: list[UUID] = []
        before = 0
        with self._store.reading() as session:
            for stretch in self._stretches:
                first, last = max(start - before, 0), stop - before
                if stretch.count is None and not first:  # read first: few enough tell the count
                    found += self._from_start(session, stretch, last)
                else:
                    last = min(last, self._counted(session, stretch))
                    found += self._within(session, stretch, first, last) if first < last else []
                if len(found) == stop - start:
                    break
                before += self._counted(session, stretch)
        return found

    def _counted(self, session: Session, *stretches: _Stretch) -> int:
        """Return how many cases of some stretches are wanted; only workers' are not counted yet."""
        unknown = [stretch for stretch in stretches if stretch.count is None]
        if unknown:
            of_worker: Any = select(Case.worker_id, func.count()).group_by(Case.worker_id)
            wanted = self._wanted(session, of_worker)
            some = wanted.where(or_(*(each.condition for each in unknown)))
            counts = {worker_id: int(count) for worker_id, count in session.execute(some)}
            for stretch in unknown:
                stretch.count = sum(counts.get(each, 0) for each in stretch.workers)
        return sum(stretch.count or 0 for stretch in stretches)

    def find(self, case_id: UUID) -> int | None:
        """Return where a case stands: after the stretches before its own, and what is before it."""
        with self._store.reading() as session:
            value = _COLUMNS.get(self._sort, Case.worker_id)
            query = self._wanted(session, select(value, _TIE).where(Case.id == case_id))
            row = session.execute(query).first()
            if row is None:
                return None
            here = self._stretch_of(row[0])
            stretch = self._stretches[here]
            ahead = self._ahead(session, stretch, row[1 if stretch.column is _TIE else 0], row[1])
            return self._counted(session, *self._stretches[:here]) + ahead

    def _stretch_of(self, value: Any) -> int:
        """Return in which stretch a case stands that has this worker, or this day or word."""
        if self._sort is CaseSort.WORKER:
            return next(at for at, each in enumerate(self._stretches) if value in each.workers)
        return int(value is None and len(self._stretches) > 1)

    def _by_worker(self, session: Session) -> list[_Stretch]:
        """Return a stretch for each name: workers are few, and a case names its own by key."""
        (by,) = (_down if self._is_down else _up)(Worker.name_fold)
        by_name: dict[str, list[UUID]] = {}
        for worker_id, name in session.execute(select(Worker.id, Worker.name_fold).order_by(by)):
            by_name.setdefault(name, []).append(worker_id)
        found = [
            _Stretch(
                Case.worker_id == ids[0] if len(ids) == 1 else Case.worker_id.in_(ids),
                _TIE,
                workers=tuple(ids),
            )
            for ids in by_name.values()
        ]
        return [*found, _Stretch(Case.worker_id.is_(None), _TIE, workers=(None,))]

    def _from_start(self, session: Session, stretch: _Stretch, most: int) -> list[UUID]:
        """Read the first cases of a stretch that was not counted."""
        found = self._read(session, stretch, 0, most, is_down=self._is_down)
        if len(found) < most:
            stretch.count = len(found)
        return found

    def _within(self, session: Session, stretch: _Stretch, first: int, last: int) -> list[UUID]:
        """Read a part of a stretch, counted off from whichever of its ends is nearer."""
        after = self._counted(session, stretch) - last
        if first <= after:
            return self._read(session, stretch, first, last - first, is_down=self._is_down)
        return self._read(session, stretch, after, last - first, is_down=not self._is_down)[::-1]

    def _read(
        self, session: Session, stretch: _Stretch, skipped: int, most: int, *, is_down: bool
    ) -> list[UUID]:
        query = self._wanted(session, select(type_coerce(Case.id, String)), by_order=self._walks)
        by = (_down if is_down else _up)(*stretch.by)
        query = stretch.of(query).order_by(*by).offset(skipped).limit(most)
        return _made(session.connection().execute(query).scalars().all())

    def _ahead(self, session: Session, stretch: _Stretch, value: Any, number: int) -> int:
        column = stretch.column
        parts = [column > value if self._is_down else column < value]
        if column is not _TIE:
            tied = operator.gt if self._is_down else operator.lt
            parts.append(and_(column == value, tied(_TIE, number)))
        counted = select(func.count()).select_from(Case)
        before = self._wanted(session, counted, by_order=self._walks)
        return sum(int(session.scalars(stretch.of(before.where(part))).one()) for part in parts)


def _made(kept: Sequence[str | UUID]) -> list[UUID]:
    """Return ids as they are, which a file keeps as text."""
    return [UUID(one) if isinstance(one, str) else one for one in kept]


def _up(*columns: Any) -> list[Any]:
    return [column.asc() for column in columns]


def _down(*columns: Any) -> list[Any]:
    return [column.desc() for column in columns]
