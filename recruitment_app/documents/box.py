"""A tinted box with a bar at its left, which goes on over as many pages as what it holds."""

from collections.abc import Sequence

from reportlab.platypus import Flowable
from typing_extensions import override

from recruitment_app.documents import house_style
from recruitment_app.documents.flowables import Heading
from recruitment_app.documents.tagged_canvas import TaggedCanvas
from recruitment_app.drawings.shapes import Colour

_SIDE, _ABOVE, _BELOW, _BAR = 12.0, 7.0, 9.0, 2.5
_LEAST = 20.0
INNER_WIDTH = house_style.WIDTH - 2 * _SIDE
"""How wide what stands in a box may be."""


class Box(Flowable):
    """Words, headings and tables set in a box; who hears it read hears no box."""

    canv: TaggedCanvas

    def __init__(self, story: Sequence[Flowable]) -> None:
        super().__init__()
        self._story = list(story)
        self._heights: list[float] = []
        self.spaceBefore, self.spaceAfter = 8, 6

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self._heights = [each.wrap(INNER_WIDTH, availHeight)[1] for each in self._story]
        self.width = availWidth
        self.height = self._depth(len(self._story)) + _ABOVE + _BELOW
        return self.width, self.height

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """Return two boxes; a heading goes with what follows it, unless it fills a page."""
        room = availHeight - _ABOVE - _BELOW
        whole = sum(self._depth(count) <= room for count in range(1, len(self._story) + 1))
        first, rest = self._story[:whole], self._story[whole:]
        left = room - self._depth(whole) - self._gap(whole) if rest else 0.0
        if left > _LEAST and (not first or not isinstance(rest[0], Heading)):
            pieces = rest[0].split(INNER_WIDTH, left)
            if pieces:
                return [Box([*first, pieces[0]]), Box([*pieces[1:], *rest[1:]])]
        with_words = len(first)
        while with_words and isinstance(first[with_words - 1], Heading):
            with_words -= 1
        if availHeight < house_style.HEIGHT:
            first, rest = first[:with_words], [*first[with_words:], *rest]
        return [Box(first), Box(rest)] if first and rest else []

    def draw(self) -> None:
        """Draw it on the page, from its lower left corner."""
        canvas = self.canv
        canvas.artifact()
        canvas.saveState()
        canvas.setFillColor(house_style.colour(Colour.BRAND_TINT))
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(house_style.colour(Colour.BRAND))
        canvas.rect(0, 0, _BAR, self.height, stroke=0, fill=1)
        canvas.restoreState()
        canvas.end()
        top = self.height - _ABOVE
        for at, (each, height) in enumerate(zip(self._story, self._heights, strict=True)):
            top -= self._gap(at) + height
            each.drawOn(canvas, _SIDE, top)

    def _depth(self, count: int) -> float:
        """Return how deep the first so many are, with the gaps between them."""
        return sum(self._heights[:count]) + sum(map(self._gap, range(count)))

    def _gap(self, at: int) -> float:
        """Return the room above one of them: none above the first."""
        if not at:
            return 0.0
        return max(self._story[at - 1].getSpaceAfter(), self._story[at].getSpaceBefore())
