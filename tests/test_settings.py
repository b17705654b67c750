"""Settings: each source overrides the one before, and what is impossible is named with its mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from coranto.errors import SettingsError
from coranto.settings import KNOBS, load_settings


def test_defaults_file_environment_and_flags_in_rising_order(tmp_path: Path) -> None:
    file = tmp_path / "coranto.toml"
    file.write_text('port = 1001\nsections = 3\nhost = "127.0.0.2"\n')
    settings = load_settings(file, {"CORANTO_PORT": "1002", "CORANTO_SECTIONS": "4"}, {"port": 1003, "host": None})
    assert settings.whole("port") == 1003
    assert settings.whole("sections") == 4
    assert settings.text("host") == "127.0.0.2"
    assert settings.number("copy_similarity") == 0.6


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ({"port": 99999}, "port on the command line is 99999; give a value from 0 to 65535"),
        ({"port": "many"}, "'many' is no int; give a number"),
        ({"sections": True}, "True is no int"),
        ({"no_such": 1}, "there is no setting 'no_such'"),
    ],
)
def test_what_is_impossible_names_the_setting_and_the_mend(flags: dict[str, str | int], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        load_settings(environment={}, flags=flags)


def test_a_file_that_is_not_toml_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="check its path"):
        load_settings(tmp_path / "none.toml", {})
    bad = tmp_path / "bad.toml"
    bad.write_text("port = = 1")
    with pytest.raises(SettingsError, match="is not TOML"):
        load_settings(bad, {})


def test_every_knob_says_what_it_is_for_and_its_default_is_allowed() -> None:
    for knob in KNOBS:
        assert knob.about.endswith(".")
        load_settings(environment={}, flags={knob.name: knob.default})
