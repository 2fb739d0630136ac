"""All the pages and dialogs that are built, and what the search box asks."""

from collections.abc import Sequence

from recruitment_app.casework.finding import find
from recruitment_app.ui import labels
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.registry import Registry
from recruitment_app.ui.widgets.search_box import Find, Found

REGISTRY = Registry(pages=(), dialogs=())


def find_in(office: Office) -> Find:
    """Return what the search box asks: people, references and notes of the open store."""

    def found(typed: str) -> Sequence[Found]:
        return [
            Found(
                f"{row.title} · {row.reference}",
                f"{labels.stage(row.stage)} · {row.text}",
                Place("case", row.case_id),
            )
            for row in office.quick(find, words=typed, most=20)
        ]

    return found
