"""The sentences a person is told when something cannot be done."""


class Problem(Exception):  # noqa: N818 - the trade's word; what is raised is a sentence for a person
    """A sentence for a person, saying what cannot be done and what to do next.

    ``field`` names the fact at fault, where one is, so that a page can set the
    sentence beside it. The sentence may name a case by its reference, never a
    person by name.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class StoreTrouble(Problem):
    """The world failed: a full disk, a locked or damaged file, a lost folder."""


class NotAllowed(Problem):
    """The person signed in may not do this; the sentence says who may."""


class ChangedMeanwhile(Problem):
    """Somebody else changed the same record since it was read."""
