"""Finds where everybody in a tree's rows stands: near their own, and never on one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_ROUNDS = 80
_CLEAR = 4.0  # between two level lines of one height, in points


@dataclass(frozen=True, slots=True)
class Pull:
    """Two groups that want to stand in line: the middle of the one under that of the other."""

    above: tuple[str, ...]
    below: tuple[str, ...]


def stand(
    rows: Sequence[Sequence[str]], apart: Mapping[tuple[str, str], float], pulls: Sequence[Pull]
) -> dict[str, float]:
    """Return each key's x, the leftmost at nought or right of it.

    ``apart`` holds the least distance between the middles of neighbours in a row. Each
    round, every row moves as near as its order and the distances allow to where its
    groups are pulled.
    """
    x = _packed(rows, apart)
    for turn in range(_ROUNDS):
        wished = _wished(x, pulls)
        for row in rows if turn % 2 else reversed(rows):
            settled = _nearest([wished[key] for key in row], _offsets(row, apart))
            x.update(zip(row, settled, strict=True))
    least = min(x.values(), default=0.0)
    return {key: place - least for key, place in x.items()}


def _packed(
    rows: Sequence[Sequence[str]], apart: Mapping[tuple[str, str], float]
) -> dict[str, float]:
    x: dict[str, float] = {}
    for row in rows:
        offsets = _offsets(row, apart)
        middle = offsets[-1] / 2 if offsets else 0.0
        x.update({key: offset - middle for key, offset in zip(row, offsets, strict=True)})
    return x


def _offsets(row: Sequence[str], apart: Mapping[tuple[str, str], float]) -> list[float]:
    """Return how far each of a row stands from the first at the least."""
    offsets = [0.0] if row else []
    for one, other in pairwise(row):
        offsets.append(offsets[-1] + apart[one, other])
    return offsets


def _wished(x: Mapping[str, float], pulls: Sequence[Pull]) -> dict[str, float]:
    """Return where everybody would stand if only the pulls counted."""
    moves: dict[str, list[float]] = {key: [] for key in x}
    for pull in pulls:
        shift = _middle(x, pull.above) - _middle(x, pull.below)
        for key in pull.below:
            moves[key].append(shift / 2)
        for key in pull.above:
            moves[key].append(-shift / 2)
    return {
        key: place + (sum(moves[key]) / len(moves[key]) if moves[key] else 0.0)
        for key, place in x.items()
    }


def _middle(x: Mapping[str, float], keys: Sequence[str]) -> float:
    places = [x[key] for key in keys]
    return (min(places) + max(places)) / 2


def _nearest(wished: Sequence[float], offsets: Sequence[float]) -> list[float]:
    """Return places in order and far enough apart, as near to the wishes as can be.

    With the offsets taken off, "far enough apart" is "never falling", and the nearest such
    row is found by pooling neighbours that fall (isotonic regression, Ayer and others 1955).
    """
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        total, count = wish - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, size = pools.pop()
            total, count = total + before, count + size
        pools.append((total, count))
    level = [total / count for total, count in pools for _ in range(count)]
    return [place + offset for place, offset in zip(level, offsets, strict=True)]


@dataclass(frozen=True, slots=True)
class Descent:
    """A line down from a union to its children: where it comes from, and where they stand."""

    name: int
    drop: float
    children: tuple[float, ...]

    @property
    def left(self) -> float:
        """Where its level line begins."""
        return min(self.drop, *self.children)

    @property
    def right(self) -> float:
        """Where its level line ends."""
        return max(self.drop, *self.children)


def tracks(descents: Sequence[Descent]) -> dict[int, int]:
    """Return for each descent the track of its level line, nought the highest, so that none cross.

    Of two that overlap, the one whose drop lies within the other's span goes above it.
    """
    ordered = sorted(descents, key=lambda each: (each.drop, each.left))
    above: dict[int, set[int]] = {each.name: set() for each in ordered}
    for one in ordered:
        for other in ordered:
            if one.name != other.name and _must_be_above(one, other):
                above[other.name].add(one.name)
    track: dict[int, int] = {}
    for _ in ordered:
        for each in ordered:
            track[each.name] = max((track.get(up, -1) + 1 for up in above[each.name]), default=0)
    return track


def _must_be_above(one: Descent, other: Descent) -> bool:
    """Tell whether the drop of one comes down through the other's level line, or would touch it."""
    if one.left > other.right + _CLEAR or other.left > one.right + _CLEAR:
        return False
    is_through = other.left - _CLEAR < one.drop < other.right + _CLEAR
    is_crossed = one.left - _CLEAR < other.drop < one.right + _CLEAR
    return is_through and not (is_crossed and other.drop < one.drop)
