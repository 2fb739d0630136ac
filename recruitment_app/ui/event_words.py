"""What the window says of an event beneath its heading: where, who leads it, what was said."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.events.event_rows import EventPage
from recruitment_app.casework.events.feedback import FeedbackRow
from recruitment_app.rules.events import ratings_told
from recruitment_app.ui import labels
from recruitment_app.ui.part_lines import hours


def said(words: str) -> str:
    """Return words of this page in the language of the window."""
    return QCoreApplication.translate("EventDetail", words)


def told_of_event(page: EventPage, feedback: Sequence[FeedbackRow]) -> str:
    """Return what is told of an event, a line for each matter."""
    row = page.event
    left = labels.count(row.room, "place left", "places left") if row.room is not None else ""
    head = [
        row.venue,
        said("led by {names}").format(names=", ".join(row.leaders)) if row.leaders else "",
        left,
        said("{count} waiting").format(count=row.waiting) if row.waiting else "",
        said("part of “{name}”").format(name=row.campaign) if row.campaign else "",
        row.link,
    ]
    parts = [
        " ".join(filter(None, (labels.in_table(part.on), hours(part), part.title)))
        for part in row.parts
    ]
    remarks = " ".join(row.remarks.split())
    lines = [" · ".join(filter(None, head)), "; ".join(parts), remarks]
    lines.append(_of_series(row.begins_on, page))
    if feedback:
        told = ratings_told(each.rating for each in feedback)
        lines.append(said("Feedback: {told}").format(told=told))
    if page.hidden:
        hidden = labels.count(page.hidden, "place", "places")
        lines.append(said("{count} of restricted cases not shown.").format(count=hidden))
    return "\n".join(filter(None, lines))


def warned_of_event(page: EventPage) -> str:
    """Return what is to be known of an event first: that it is cancelled, or its warnings."""
    row = page.event
    if row.cancelled_on is not None:
        day = labels.in_text(row.cancelled_on)
        return said("Cancelled on {day}: {why}").format(day=day, why=row.cancelled_why)
    return " ".join(page.warnings)


def _of_series(own: date, page: EventPage) -> str:
    """Return which of its series an event is, and when the next is held."""
    if own not in page.series or page.series == (own,):
        return ""
    words = said("No {number} of {many} in its series")
    words = words.format(number=page.series.index(own) + 1, many=len(page.series))
    later = [day for day in page.series if day > own]
    if not later:
        return f"{words}, {said('the last')}."
    return f"{words}, {said('the next on {day}').format(day=labels.in_text(later[0]))}."
