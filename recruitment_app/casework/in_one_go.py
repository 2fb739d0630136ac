"""Work that makes very many rows, done without the interpreter's looking for rubbish meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_one_go() -> Iterator[None]:
    """Leave the search for rubbish until the block ends.

    It would look through all the rows again and again, which takes a quarter of the
    time of an import, and find nothing: rows hold no circles.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
