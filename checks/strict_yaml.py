"""Reads YAML files that people write: one mapping, no key twice, nothing but plain values."""

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from checks.errors import RulebookError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # Any: the C loader may be missing


class _StrictLoader(_Base):  # type: ignore[misc]  # the base is chosen at import
    """A safe YAML loader that refuses a key written twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for key, count in Counter(map(str, keys)).items() if count > 1]
        if twice:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {twice[0]!r} stands twice", node.start_mark
            )
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def read_yaml(path: Path) -> tuple[dict[str, Any], bytes]:
    """The mapping in a YAML file, and the file's bytes.

    Raises:
        RulebookError: the file is not there, is no YAML, or holds no mapping.
    """
    try:
        content = path.read_bytes()
        loaded = yaml.load(content, Loader=_StrictLoader)  # a safe loader, see above
    except OSError as error:
        raise RulebookError(
            f"{path}: cannot be read ({error.strerror}); give the path of a rulebook file."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RulebookError(
            f"{path}: is not valid YAML: {error}. Correct the file at that place."
        ) from error
    if not isinstance(loaded, dict):
        raise RulebookError(f"{path}: must hold a mapping of keys; see docs/reference/rulebook.md.")
    return loaded, content
