"""Words and figures drawn straight onto a page."""

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable
from typing_extensions import override

from recruitment_app.documents import house_style, typefaces
from recruitment_app.documents.structure import Branch
from recruitment_app.documents.tagged_canvas import TaggedCanvas
from recruitment_app.documents.typefaces import Face
from recruitment_app.drawings.shapes import (
    Anchor,
    Circle,
    Drawing,
    Line,
    Polyline,
    Rect,
    Shape,
    Text,
)

_PART_BEFORE = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def written(
    canvas: Canvas,
    text: str,
    place: tuple[float, float],
    face: Face,
    size: float,
    *,
    anchor: Anchor = Anchor.START,
) -> None:
    """Write one line on its baseline, each run in the font that can draw it."""
    x, y = place
    x -= typefaces.width(text, face, size) * _PART_BEFORE[anchor]
    line = canvas.beginText(x, y)
    for font, part in typefaces.runs(text, face):
        line.setFont(font, size)
        line.textOut(part)
    canvas.drawText(line)


class Figure(Flowable):
    """A drawing of plain shapes, set into the story at its own size or as large as a page takes.

    ``scale`` says how much smaller it is drawn than it is made.
    """

    canv: TaggedCanvas

    def __init__(
        self, drawing: Drawing, room: tuple[float, float] = (house_style.WIDTH, house_style.HEIGHT)
    ) -> None:
        super().__init__()
        self._drawing = drawing
        self._branch = Branch("Figure", alternative=typefaces.plain(drawing.alternative))
        self.scale = min(1.0, room[0] / drawing.width, room[1] / drawing.height)
        self.width, self.height = drawing.width * self.scale, drawing.height * self.scale

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        """Draw it on the page, from its lower left corner, as one figure told in words."""
        canvas = self.canv
        element = canvas.place(self._branch)
        element.box = canvas.box(self.width, self.height)
        canvas.begin(element)
        canvas.saveState()
        canvas.scale(self.scale, self.scale)
        for shape in self._drawing.shapes:
            canvas.saveState()
            self._draw(shape)
            canvas.restoreState()
        canvas.restoreState()
        canvas.end()

    def _draw(self, shape: Shape) -> None:
        canvas, top = self.canv, self._drawing.height
        match shape:
            case Line():
                self._stroke(shape.width, shape.dash, shape)
                canvas.line(shape.x1, top - shape.y1, shape.x2, top - shape.y2)
            case Polyline():
                self._stroke(shape.width, shape.dash, shape)
                path = canvas.beginPath()
                (first_x, first_y), *others = shape.points
                path.moveTo(first_x, top - first_y)
                for x, y in others:
                    path.lineTo(x, top - y)
                canvas.drawPath(path)
            case Rect():
                canvas.setFillColor(house_style.colour(shape.fill))
                y = top - shape.y - shape.height
                canvas.rect(shape.x, y, shape.width, shape.height, stroke=0, fill=1)
            case Circle():
                canvas.setFillColor(house_style.colour(shape.fill))
                canvas.setStrokeColor(house_style.colour(shape.outline))
                canvas.setLineWidth(shape.width)
                canvas.circle(shape.x, top - shape.y, shape.radius, stroke=1, fill=1)
            case Text():
                canvas.setFillColor(house_style.colour(shape.colour))
                face = Face.SEMIBOLD if shape.bold else Face.REGULAR
                place = (shape.x, top - shape.y)
                written(canvas, shape.words, place, face, shape.size, anchor=shape.anchor)

    def _stroke(self, width: float, dash: tuple[float, ...], shape: Line | Polyline) -> None:
        self.canv.setStrokeColor(house_style.colour(shape.colour))
        self.canv.setLineWidth(width)
        self.canv.setLineJoin(1)
        self.canv.setLineCap(0 if dash else 1)
        if dash:
            self.canv.setDash(list(dash))
