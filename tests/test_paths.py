from pathlib import Path

import platformdirs
import pytest

from recruitment_app import paths


@pytest.mark.parametrize("told", [None, "", "  ", "a/relative/folder", "/srv/people/one"])
def test_a_persons_folders_are_those_that_the_platform_names(monkeypatch, told):
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        if told is None:
            monkeypatch.delenv(variable)
        else:
            monkeypatch.setenv(variable, told)
    name = paths.APPLICATION
    assert paths.local_data() == platformdirs.user_data_path(name, appauthor=False)
    assert paths.local_settings().parent == platformdirs.user_config_path(name, appauthor=False)


def test_the_resources_are_found():
    assert (paths.resources() / "limits.toml").is_file()
    assert isinstance(paths.forms(), Path)
