"""Finds the checks: every file of catalog/ holds one check of the same name."""

import importlib
import pkgutil
from functools import cache

import checks.catalog
from checks.api import RegisteredCheck
from checks.errors import CatalogError


@cache
def all_checks() -> dict[str, RegisteredCheck]:
    """Every check by its id, in alphabetical order.

    Raises:
        CatalogError: a file holds no check, or one of another name.
    """
    found: dict[str, RegisteredCheck] = {}
    for module_info in sorted(pkgutil.iter_modules(checks.catalog.__path__), key=lambda m: m.name):
        name = module_info.name
        module = importlib.import_module(f"checks.catalog.{name}")
        here = [
            value
            for value in vars(module).values()
            if isinstance(value, RegisteredCheck) and value.function.__module__ == module.__name__
        ]
        if len(here) != 1 or here[0].id != name:
            names = ", ".join(check.id for check in here) or "none"
            raise CatalogError(
                f"checks/catalog/{name}.py must hold exactly one check, named {name}; it holds: "
                f"{names}. Rename the function or the file."
            )
        found[name] = here[0]
    return found
