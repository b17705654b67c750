"""Opens a writer, and its second judge, by the settings: extraction alone, or a model at an endpoint of the user's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coranto.errors import SettingsError
from coranto.ports import Entailer, Writer
from coranto.settings import Settings

if TYPE_CHECKING:
    from coranto.models.llm_client import ChatClient

EXTRACTIVE = "extractive"
_PREFIX = "openai:"


def open_writer(settings: Settings, *, dry: bool = False) -> Writer | None:
    """The writer of the settings; None for extraction. ``dry`` opens one that calls nobody and counts.

    Nothing is asked yet. Raises ``SettingsError`` or ``ModelError`` with the mend.
    """
    model = _model(settings, "writer")
    if model is None:
        return None
    from coranto.models.llm import Budget, LlmWriter
    from coranto.models.llm_memory import Memory

    budget = Budget(
        page_input=settings.whole("writer_page_input"),
        page_output=settings.whole("writer_page_output"),
        day_tokens=settings.whole("writer_day_tokens"),
        day_cost=settings.number("writer_day_cost"),
        input_price=settings.number("llm_input_price"),
        output_price=settings.number("llm_output_price"),
    )
    return LlmWriter(
        None if dry else _client(settings, model),
        model,
        memory=Memory(_cache(settings)),
        ledger=Memory() if dry else None,
        budget=budget,
        most_parts=settings.whole("writer_parts"),
    )


def open_judge(settings: Settings) -> Entailer | None:
    """The second judge of the settings, if one is named."""
    model = _model(settings, "writer_judge")
    if model is None:
        return None
    from coranto.models.llm_judge import LlmEntailer

    return LlmEntailer(_client(settings, model), model)


def _model(settings: Settings, name: str) -> str | None:
    given = settings.text(name).strip()
    if given in {"", EXTRACTIVE}:
        return None
    if not given.startswith(_PREFIX) or not given.removeprefix(_PREFIX).strip():
        raise SettingsError(f"there is no {name} '{given}'", mend="use extractive or openai:MODEL")
    return given.removeprefix(_PREFIX).strip()


def _client(settings: Settings, model: str) -> ChatClient:
    from coranto.models.llm_client import ChatClient, api_key

    key = api_key(settings.text("llm_api_key"))
    return ChatClient(settings.text("llm_base_url"), model, key=key, seconds=settings.number("llm_timeout"))


def _cache(settings: Settings) -> Path:
    given = settings.text("writer_cache")
    if given:
        return Path(given).expanduser()
    from platformdirs import user_data_path

    return user_data_path("coranto", appauthor=False) / "writer.db"
