"""What a run of the benchmarks tells: ratios beside their bounds, and figures beside none."""

from dataclasses import dataclass
from statistics import median
from typing import Final

_WIDTH: Final = 50


@dataclass(frozen=True)
class Ratio:
    """What is held to a bound: so many times the baseline of the same run, and no more."""

    name: str
    measured: list[float]
    baseline: list[float]
    most: float
    unit: str = "ms"

    @property
    def is_met(self) -> bool:
        return self.value <= self.most

    @property
    def value(self) -> float:
        return median(self.measured) / median(self.baseline)

    def told(self) -> str:
        verdict = "" if self.is_met else "   MISSED"
        return (
            f"{self.name:{_WIDTH}} {self.value:5.2f} x  (at most {self.most:.2f} x)"
            f"   {median(self.measured):7.1f} against {median(self.baseline):7.1f} {self.unit}"
            f"{verdict}"
        )


@dataclass(frozen=True)
class Limited:
    """What is held to a figure, not to a baseline."""

    name: str
    measured: float
    most: float
    unit: str

    @property
    def is_met(self) -> bool:
        return self.measured <= self.most

    def told(self) -> str:
        verdict = "" if self.is_met else "   MISSED"
        return (
            f"{self.name:{_WIDTH}} {self.measured:5.1f} {self.unit}"
            f"  (at most {self.most:.0f} {self.unit}){verdict}"
        )


@dataclass(frozen=True)
class Told:
    """What is told and held to nothing: the median, and the slowest of the rounds."""

    name: str
    measured: list[float]
    unit: str = "ms"

    def told(self) -> str:
        most = max(self.measured)
        return f"{self.name:{_WIDTH}} {median(self.measured):7.1f} {self.unit}   (most {most:.1f})"
