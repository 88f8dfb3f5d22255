"""The scheduler with nights told by a file: ``stepped_scheduler.py CLOCK_FILE [ARGUMENT ...]``.

The file holds the moment that it is now; a test that rewrites it lets hours pass at once. Leases,
requests and evidence keep the real time.
"""

import sys
from datetime import datetime
from pathlib import Path

import scheduler


class SteppedNights:
    """The moment that a file names."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        return datetime.fromisoformat(self._path.read_text(encoding="ascii").strip())


if __name__ == "__main__":
    sys.exit(scheduler.main(sys.argv[2:], nights=SteppedNights(Path(sys.argv[1]))))
