"""The keys of a text that is written in, beside those that every text has."""

from collections.abc import Callable, Iterable
from functools import partial

from recruitment_app.ui import prose_acts
from recruitment_app.ui.actions import Wish, make, only
from recruitment_app.ui.widgets import prose_tools
from recruitment_app.ui.widgets.prose_text import ProseText
from recruitment_app.ui.widgets.prose_tools import ProseTools


def give_keys(
    text: ProseText, tools: ProseTools, others: Iterable[tuple[Wish, Callable[[], object]]]
) -> None:
    """Let the keys of the tools work while this text has the focus."""

    def on(wish: Wish, slot: Callable[[], object]) -> None:
        make(wish, text, only(slot))

    on(prose_tools.BOLD, text.turn_bold)
    on(prose_tools.ITALIC, text.turn_italic)
    for wish, style in prose_tools.STYLES:
        on(wish, partial(text.give_style, style))
    for wish, by in ((prose_tools.IN, 1), (prose_tools.OUT, -1)):
        on(wish, partial(text.act, partial(prose_acts.indent, by=by)))
    for wish in (prose_tools.STYLE, prose_tools.TABLE, prose_tools.SOURCE, prose_tools.FACT):
        on(wish, partial(tools.open_menu, wish))
    on(prose_tools.AS_WORDS, text.paste_plain)
    for wish, slot in others:
        on(wish, slot)
