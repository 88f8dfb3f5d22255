"""Turns what became of every known address into the gaps that absence has to reckon with.

Source: design.md section 2 rule 1 and section 11 ruling 3.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.frontier import Reach, Target, Trouble
from crawler.records import Gap, GapReason, Place

# Entries for the agency's own staff: no disclosure to the public can stand behind them.
_STAFF_ONLY = re.compile(
    r"เข้าสู่ระบบ|ลงชื่อเข้าใช้|ลงชื่อเข้าสู่|ล็อกอิน|ออกจากระบบ|สมัครสมาชิก|ลืมรหัสผ่าน|สำหรับเจ้าหน้าที่"
    r"|เฉพาะเจ้าหน้าที่|ผู้ดูแลระบบ|อีเมล์?หน่วยงาน|\b(?:log-?\s?in|sign-?\s?in|log-?\s?out|admin|"
    r"back-?office|web-?mail|intranet|register)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """An address that a trap kept out of the frontier."""

    url: str
    family: str  # addresses of one family make one gap
    trap: str
    place: Place
    subjects: tuple[str, ...]


def is_staff_entry(labels: Iterable[str]) -> bool:
    """Whether every pointer says that the address is for staff; false without words."""
    words = [label for label in labels if label.strip()]
    return bool(words) and all(_STAFF_ONLY.search(label) for label in words)


def blocks_all(target: Target) -> bool:
    """Whether not having read this address leaves every absence unproven.

    The home page, what stands for it, menu pages and hubs do; files, other people's hosts and
    entries for staff do not. A hub row hides its own items only, unless no item is known for it.
    """
    if target.place is Place.HOME or target.home_level:
        return True
    if target.file or target.reach is Reach.OUTSIDE:
        return False
    if target.hub:
        return True
    if is_staff_entry(target.labels):
        return False
    if target.place is Place.HUB:
        return not target.subjects
    return target.place is Place.MENU


def gap_of(target: Target, trouble: Trouble) -> Gap | None:
    """The gap that an unread address leaves; None when its absence hides nothing that counts."""
    everything = blocks_all(target)
    if trouble.reason is GapReason.LOGIN_REQUIRED and target.subjects:
        # A closed page whose words name its items hides those and no others.
        everything = target.place is Place.HOME or target.home_level
    if trouble.reason is GapReason.UNREADABLE_DOCUMENT and target.subjects and not target.file:
        # A page cut at its end was read as far as that: its tail hides what the page is about, but
        # the tail of a hub or of the home page could hold anything.
        everything = target.place is Place.HOME or target.home_level or target.hub
    if not everything and not target.subjects and target.place is not Place.DECLARED:
        return None
    return Gap(
        url=target.url,
        reason=trouble.reason,
        detail=trouble.detail,
        place=target.place,
        subjects=target.subjects,
        blocks_all=everything,
    )


def gather_gaps(
    targets: Iterable[Target], cuts: Iterable[Cut], unvisited: Trouble
) -> tuple[tuple[Gap, ...], int]:
    """The gaps in visiting order, then what waits, then what traps cut; and how many are harmless.

    ``unvisited`` says why the crawl ended before the waiting addresses. The number counts known
    addresses that were left unread and that no pointer matches to an item.
    """
    gaps: list[Gap] = []
    harmless = 0
    for target in targets:
        trouble = target.trouble if target.visited is not None else unvisited
        if trouble is None:
            continue
        gap = gap_of(target, trouble)
        if gap is not None:
            gaps.append(gap)
        elif target.visited is None and not target.picture:
            harmless += 1
    families: dict[str, list[Cut]] = {}
    for cut in cuts:
        if cut.subjects:
            families.setdefault(cut.family, []).append(cut)
        else:
            harmless += 1
    for members in families.values():
        first = members[0]
        gaps.append(
            Gap(
                url=first.url,
                reason=GapReason.BUDGET_EXHAUSTED,
                detail=f"{len(members)} addresses of one {first.trap} family left unread",
                place=first.place,
                subjects=tuple(sorted({slug for cut in members for slug in cut.subjects})),
            )
        )
    return tuple(gaps), harmless
