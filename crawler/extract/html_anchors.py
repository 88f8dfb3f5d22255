"""Anchors of a page by what they lead to, the words of the way home, and what lays a page out."""

import re
from bisect import bisect_left

from crawler.extract.html_tree import Tree

HOME_WORDS = re.compile(r"หน้าแรก|หน้าหลัก|หน้าบ้าน|home(?:\s*page)?", re.IGNORECASE)
BREADCRUMB = re.compile(r"(?:คุณอยู่ที่\s*:?\s*)?(?:หน้าแรก|หน้าหลัก|home)\s*(?:[>»›/→]|::)", re.IGNORECASE)
NUMBERED = re.compile(r"[\s(]*(?:o\s*-?\s*\d|ข้อ|[\d๐-๙]+\s*[.)])", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png)(?:$|[?#])|(?:drive|docs)\.google\.",
    re.IGNORECASE,
)
WHOLE_PAGE = frozenset(("html", "body", "main", "article", "head", "form"))


def holds_page(tree: Tree, node: int) -> bool:
    """Whether headings, a table or a form stand in a block: the page's own matter."""
    return any(tree.count(node, tag) for tag in ("h1", "h2", "h3", "table", "form"))


class Links:
    """How many anchors of a stretch lead to files or begin with an item number."""

    def __init__(self, tree: Tree) -> None:
        self._places = tree.by_tag.get("a", [])
        self._files = [0]
        self._numbered = [0]
        for link in self._places:
            is_file = _FILE.search(tree.get(link, "href")) is not None
            is_numbered = NUMBERED.match(tree.words(link)) is not None
            self._files.append(self._files[-1] + is_file)
            self._numbered.append(self._numbered[-1] + is_numbered)

    def are_entries(self, low: int, high: int) -> bool:
        """Whether the anchors between two nodes may be a menu's: few files, few item numbers."""
        first, last = bisect_left(self._places, low), bisect_left(self._places, high)
        count = last - first
        files = self._files[last] - self._files[first]
        numbered = self._numbered[last] - self._numbered[first]
        return files * 10 < max(count, 1) * 4 and numbered * 10 < max(count, 1) * 3
