"""The errors of Coranto. Each says what failed, which thing, and the mend.

    CorantoError
    ├── InputError      an input cannot be opened or is no input at all
    ├── OutputError     a folder or file cannot be written
    ├── SettingsError   a setting has an impossible value
    ├── StoreError      a store cannot be opened, or is of another version
    ├── NotFoundError   no such story or article
    ├── ActError        what a reader asks for cannot be done to these stories
    ├── QueryError      a search that cannot be made: too long, or by a day that is none
    ├── FetchError      an address could not be read, or must not be
    ├── ModelError      a model is missing or did not answer
    └── LostError       another process or machine ended with what it held in memory

One bad article is never an error: it is a ``Rejection`` and the rest goes on.
"""

from __future__ import annotations


class CorantoError(Exception):
    """Root of all errors that a user can mend. ``str(error)`` is one sentence with the mend."""

    def __init__(self, what: str, *, mend: str) -> None:
        super().__init__(f"{what}; {mend}")
        self.what = what
        self.mend = mend


class InputError(CorantoError):
    """An input cannot be opened or is no input at all."""


class OutputError(CorantoError):
    """A folder or file cannot be written."""


class SettingsError(CorantoError):
    """A setting has an impossible value or an unknown name."""


class StoreError(CorantoError):
    """A store cannot be opened, or is of another version."""


class NotFoundError(CorantoError):
    """No such story or article."""


class ActError(CorantoError):
    """What a reader asks for cannot be done to these stories."""


class QueryError(CorantoError):
    """A search that cannot be made: too long, too many words, or by a day that is none."""


class FetchError(CorantoError):
    """An address could not be read, or must not be. ``reason`` is a slug that stays the same for the same fault."""

    def __init__(self, what: str, *, mend: str, reason: str = "not-fetched") -> None:
        super().__init__(what, mend=mend)
        self.reason = reason


class ModelError(CorantoError):
    """A model is missing or did not answer."""


class LostError(CorantoError):
    """Another process or machine ended with what it held in memory; the store still has all of it."""
