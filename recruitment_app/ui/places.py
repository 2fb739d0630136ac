"""Where in the window somebody wants to be: a page, a case, a list already filtered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID


@dataclass(frozen=True)
class Place:
    """A page or a dialog by its name in the registry, and what it is to show there."""

    name: str
    case_id: UUID | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def fact(self, name: str) -> str:
        """Return one fact of the place, or an empty text."""
        return self.facts.get(name, "")
