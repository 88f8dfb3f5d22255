"""Which program judged: a digest of all code and word lists that a verdict depends on."""

import hashlib
from functools import cache
from pathlib import Path

import checks
import crawler
from oitwatch import scorer

_PACKAGES = (crawler, checks)
_KINDS = frozenset({".py", ".yaml"})
# Rulebooks are inputs with a digest of their own.
_NOT_CODE = "rulebooks"


@cache
def program_digest() -> str:
    """The hex digest, after "sha256:", of the files of the crawler, the checks and the scorer."""
    whole = hashlib.sha256()
    for name, path in sorted(_files()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{name} {content}\n".encode())
    return f"sha256:{whole.hexdigest()}"


def _files() -> list[tuple[str, Path]]:
    found = [("oitwatch/scorer.py", Path(scorer.__file__))]
    for package in _PACKAGES:
        root = Path(package.__path__[0])
        for path in root.rglob("*"):
            relative = path.relative_to(root)
            if path.suffix in _KINDS and _NOT_CODE not in relative.parts:
                found.append((f"{package.__name__}/{relative.as_posix()}", path))
    return found
