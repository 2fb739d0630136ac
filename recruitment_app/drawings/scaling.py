"""Sets a drawing smaller, everything in proportion."""

from dataclasses import replace

from recruitment_app.drawings.shapes import Circle, Drawing, Line, Polyline, Rect, Shape, Text

_THINNEST = 0.4


def scaled(drawing: Drawing, width: float) -> Drawing:
    """Return a drawing no wider than a width in points."""
    part = min(1.0, width / drawing.width)
    if part == 1.0:
        return drawing
    shapes = tuple(_smaller(shape, part) for shape in drawing.shapes)
    return Drawing(width, drawing.height * part, shapes, drawing.alternative)


def _smaller(shape: Shape, part: float) -> Shape:
    match shape:
        case Line():
            return replace(
                shape,
                x1=shape.x1 * part,
                y1=shape.y1 * part,
                x2=shape.x2 * part,
                y2=shape.y2 * part,
                width=max(shape.width * part, _THINNEST),
                dash=tuple(length * part for length in shape.dash),
            )
        case Polyline():
            return replace(
                shape,
                points=tuple((x * part, y * part) for x, y in shape.points),
                width=max(shape.width * part, _THINNEST),
                dash=tuple(length * part for length in shape.dash),
            )
        case Rect():
            return replace(
                shape,
                x=shape.x * part,
                y=shape.y * part,
                width=shape.width * part,
                height=shape.height * part,
            )
        case Circle():
            return replace(
                shape,
                x=shape.x * part,
                y=shape.y * part,
                radius=shape.radius * part,
                width=max(shape.width * part, _THINNEST),
            )
        case Text():
            return replace(shape, x=shape.x * part, y=shape.y * part, size=shape.size * part)
