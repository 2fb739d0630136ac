"""What the law wants told: each statutory item with its source and how sure we are of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from recruitment_app import paths
from recruitment_app.forms.faults import WrongForm
from recruitment_app.forms.told import Told, decoded, listing, told
from recruitment_app.rules.limits import CERTAINTIES

FILE: Final = "statutory_items.toml"


class ItemWhen(StrEnum):
    """For which applicants an item is wanted."""

    ALWAYS = ""
    COUPLE = "couple"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A statutory item: in our own words, with its source and certainty (see rules.limits).

    An item that is ``made_of`` groups is there when every item of theirs is.
    """

    id: str
    group: str
    title: str
    citation: str
    certainty: str
    when: ItemWhen = ItemWhen.ALWAYS
    made_of: tuple[str, ...] = ()
    note: str = ""


Items = Mapping[str, Item]

_NAMES: Final = ("id", "group", "title", "citation", "certainty", "when", "made_of", "note")
_NEEDS: Final = ("id", "group", "title", "citation", "certainty")


def shipped_items() -> Items:
    """Return every item as shipped, in the order of its table."""
    return read_items((paths.forms() / FILE).read_bytes(), FILE)


def read_items(content: bytes, file: str, over: Items = MappingProxyType({})) -> Items:
    """Read a table of items, laid over another: an item given there takes the old one's place.

    Raises:
        WrongForm: the table is wrong; every fault has its line.

    """
    table = told(decoded(content, file), file)
    table.only(("item",), "The table of statutory items")
    given: dict[str, Item] = {}
    for row in table.tables("item"):
        item = _item(row)
        if item.id in given:
            row.fault(f"Item “{item.id}” is given twice.", "id")
        given[item.id] = item
    if not given and not table.faults:
        table.fault("There is no [[item]] in it.")
    items = {**over, **given}
    groups = {item.group for item in items.values()}
    for row in table.tables("item"):
        for group in row.texts("made_of"):
            if group not in groups:
                row.fault(f"No item is in the group “{group}”.", "made_of")
    if table.faults:
        raise WrongForm(table.faults)
    return MappingProxyType(items)


def _item(row: Told) -> Item:
    row.only(_NAMES, "An item")
    row.needs(*_NEEDS, whose="An item")
    certainty = row.text("certainty")
    if certainty and certainty not in CERTAINTIES:
        known = listing(CERTAINTIES)
        row.fault(f"“{certainty}” is no certainty that is known; it may be {known}.", "certainty")
    return Item(
        id=row.text("id"),
        group=row.text("group"),
        title=row.text("title"),
        citation=row.text("citation"),
        certainty=certainty,
        when=row.word("when", ItemWhen, ItemWhen.ALWAYS),
        made_of=row.texts("made_of"),
        note=row.text("note"),
    )
