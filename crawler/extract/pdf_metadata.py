"""What a PDF says about itself, as far as it can be believed."""

import re
from datetime import datetime

from crawler.extract.pdf_scans import DAMAGED
from crawler.thai import quality, repair, thai_letters

_DATE = re.compile(
    r"D:(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?([+\-Z])?(?:(\d{2})'?(\d{2})?)?"
)
_BUDDHIST = range(2400, 2701)
_OFFICE_TITLE = re.compile(r"microsoft|\.(?:docx?|xlsx?|pptx?|pdf|tmp)\b|untitled|slide \d", re.I)


def sane_title(title: str) -> str:
    """The title that the file carries, unless a program made it up."""
    title = repair(" ".join(title.split()))
    if thai_letters(title) < 6 or quality(title) > DAMAGED or _OFFICE_TITLE.search(title):
        return ""
    return title


def iso_date(value: str) -> str:
    """A date of the file's metadata in ISO 8601, "" when it is none; Buddhist years are told."""
    match = _DATE.match(value.strip())
    if match is None:
        return ""
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if year in _BUDDHIST:
        year -= 543
    hour, minute, second = (int(match[number] or 0) for number in (4, 5, 6))
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  # zone follows
    except ValueError:
        return ""
    if not 1990 <= year <= 2100:
        return ""
    if match[4] is None:
        return moment.date().isoformat()
    zone = ""
    if match[7] == "Z":
        zone = "+00:00"
    elif match[7]:
        zone = f"{match[7]}{match[8] or '00'}:{match[9] or '00'}"
    return f"{moment.isoformat()}{zone}"
