"""The one place that finds resources, forms and the folder for this machine's data."""

import os
import sys
from pathlib import Path

APPLICATION = "Adopter Recruitment"


def _data_root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    here = Path(__file__).resolve().parent
    installed = here / "_data"
    return installed if installed.is_dir() else here.parent


def resources() -> Path:
    """Return the folder of code tables, fonts, icons, letters and help."""
    return _data_root() / "resources"


def forms() -> Path:
    """Return the folder of statutory and agency forms."""
    return _data_root() / "forms"


def local_data() -> Path:
    """Return this person's local, never roaming, folder for stores (not created)."""
    if sys.platform == "linux":
        return _of_person("XDG_DATA_HOME", ".local/share")
    from platformdirs import user_data_path  # noqa: PLC0415 - --version need not pay for it

    return user_data_path(APPLICATION, appauthor=False, roaming=False)


def log() -> Path:
    """Return the file that troubles are noted down in, without a word about anybody."""
    return local_data() / "recruitment.log"


def local_settings() -> Path:
    """Return the file of this machine's own settings (not created)."""
    if sys.platform == "linux":
        return _of_person("XDG_CONFIG_HOME", ".config") / "settings.toml"
    from platformdirs import user_config_path  # noqa: PLC0415 - as above

    return user_config_path(APPLICATION, appauthor=False, roaming=False) / "settings.toml"


def _of_person(variable: str, usual: str) -> Path:
    """Return a folder as platformdirs would, whose import the first paint would wait for."""
    told = os.environ.get(variable, "").strip()
    return (Path(told) if told.startswith("/") else Path.home() / usual) / APPLICATION
