"""Errors of this room.

CheckError
├── CatalogError    a check file is wrong: name, options, docstring
├── PackError       a supplier pack is wrong: likewise
└── RulebookError   a rulebook is wrong: the message names the file, the place and what to do
"""


class CheckError(Exception):
    """Something in checks/ is wrong."""


class CatalogError(CheckError):
    """A check file does not keep to the rules of the catalog."""


class RulebookError(CheckError):
    """A rulebook cannot be used."""


class PackError(CheckError):
    """A supplier pack cannot be used."""
