"""A store that the tests of a module share, where each test has cases of its own."""

from collections.abc import Callable

import pytest

from tests.samples import usual_sample  # noqa: F401 - a fixture of the tests of the sample
from tests.stores import make_store
from tests.walks.stories import Story, team


@pytest.fixture(scope="module")
def begin(tmp_path_factory) -> Callable[..., Story]:
    """Give a function that begins a story in a store of the module's, with a whole team."""
    store, _ = make_store(tmp_path_factory.mktemp("shared") / "store")
    people = team(store)
    yield lambda **facts: Story(store, people=people, **facts)
    store.close(is_backed_up=False)
