"""Saving a paper that was printed or issued as a file of a person's own."""

from pathlib import Path


def save_paper(file: Path, printed: bytes, password: str | None = None) -> None:
    """Write a paper whole or not at all: the very bytes given, or locked with a password.

    Raises:
        StoreTrouble: it cannot be written there.
        Problem: the password is empty or not one that readers take; nothing is written.

    """
    from recruitment_app.documents.locking import locked  # noqa: PLC0415 - only where one is saved
    from recruitment_app.exchange.writing import being_written  # noqa: PLC0415 - as above

    content = printed if password is None else locked(printed, password)
    with being_written(file) as writing:
        writing.write(content)
