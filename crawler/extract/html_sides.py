"""Side blocks that only their title tells: latest news, calendars, links to other offices.

Hand-made pages give such a block no name that says so. Source: hard-cases.md, "Sites".
"""

import re
from collections.abc import Callable

from crawler.extract.html_tree import Tree
from crawler.records import Region

_SIDE_TITLE = re.compile(
    r"\W*(?:ข่าว(?:สาร|กิจกรรม|ประชาสัมพันธ์|เด่น|ล่าสุด|ด่วน)?(?!ร้อง)|ประชาสัมพันธ์(?!แผน)|เรื่องล่าสุด|บทความล่าสุด|โพสต์ล่าสุด|จดหมายข่าว|"
    r"ปฏิทิน(?:กิจกรรม|งาน|การศึกษา)|เว็บลิงก์|ลิงก์ที่|หน่วยงานที่เกี่ยวข้อง|หน่วยงานใกล้เคียง|ผู้(?:เข้า|เยี่ยม)?ชม|สถิติ(?:ผู้|การ)?(?:เข้า|เยี่ยม)ชม|"
    r"news|latest|recent)",
    re.IGNORECASE,
)
_NEWS_PAGE = re.compile(r"ข่าว|ประชาสัมพันธ์|หน้าแรก|หน้าหลัก|ยินดีต้อนรับ|news|home", re.IGNORECASE)
_FEW_SIDES = 2


def mark_titled_sides(
    tree: Tree, are_entries: Callable[[int, int], bool], marks: dict[int, Region], total: int
) -> None:
    """Mark small blocks behind the page's own words that call themselves latest news or the like.

    A page that is about news, or that has several of them, as a home page does, shows them itself.
    """
    title = next((tree.words(node) for node in tree.by_tag.get("title", ())), "")
    if _SIDE_TITLE.match(title) or _NEWS_PAGE.search(title):
        return
    heads = [node for tag in ("h1", "h2") for node in tree.by_tag.get(tag, ())]
    found: list[int] = []
    end = 0
    for node in sorted(node for tag in ("div", "section") for node in tree.by_tag.get(tag, ())):
        size = tree.text_length(node)
        if node < end or not 0 < size * 4 <= total or tree.chars[node] * 2 < total:
            continue
        if not _SIDE_TITLE.match(tree.words(node).strip()) or any(
            node in range(h, tree.ends[h]) for h in heads
        ):
            continue
        end = tree.ends[node]
        inside = any(
            tree.parents[node] >= 0 and marked <= node < tree.ends[marked] for marked in marks
        )
        plain = any(tree.count(node, tag) for tag in ("h1", "table", "form", "main", "article"))
        if not inside and not plain and are_entries(node, end):
            found.append(node)
    if 0 < len(found) <= _FEW_SIDES and sum(map(tree.text_length, found)) * 3 <= total:
        marks.update(dict.fromkeys(found, Region.ASIDE))
