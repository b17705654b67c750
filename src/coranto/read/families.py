"""Knows which outlets have one owner, so that two papers of one house do not corroborate each other."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


def origin_of(publisher: str) -> str:
    """The key of the family that ``publisher`` belongs to: its name in ``families.toml``, else its own, flattened.

    Case, spaces, a leading "The" and "www." do not tell outlets apart.
    """
    name = _flat(publisher)
    return _families().get(name, name)


def _flat(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("www.").removeprefix("the ")


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    table = tomllib.loads(files("coranto.read").joinpath("families.toml").read_text("utf-8"))
    return {_flat(outlet): family for family, outlets in table["families"].items() for outlet in (family, *outlets)}
