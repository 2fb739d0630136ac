"""Keeps memory from filling with the source of every module that is imported."""

import linecache
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from typing_extensions import override


class _Forgetful(MetaPathFinder):
    """Finds no module; forgets the source of those before it."""

    @override
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        linecache.clearcache()
        return None


def keep_no_sources() -> None:
    """Forget from now on what PySide reads at each import.

    It looks whether a module asks for one of its features by reading the whole
    of its source, which ``linecache`` then keeps: 19 MiB for the store alone.
    """
    if not any(isinstance(finder, _Forgetful) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Forgetful())
