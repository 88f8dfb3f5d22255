"""Days that stand beside the entries of a list, as a reader of a page's shape sees them.

Which day is meant, and in which calendar, is asked where a page is judged; here a day only tells a
list of news or notices from a menu.
"""

import re

from crawler.extract.html_tree import Tree

_MONTH = (
    r"(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|(?:ม\.\s?ค|ก\.\s?พ|มี\.\s?ค|เม\.\s?ย|พ\.\s?ค|มิ\.\s?ย|ก\.\s?ค|ส\.\s?ค|ก\.\s?ย|ต\.\s?ค|พ\.\s?ย|ธ\.\s?ค)\.?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)"
)
_D = r"[0-9๐-๙]"
_DAY = re.compile(
    rf"(?<!{_D}){_D}{{1,2}}\s?{_MONTH}\s?(?:พ\.\s?ศ\.\s?)?{_D}{{2,4}}"
    rf"|{_MONTH}\s?{_D}{{1,2}},?\s{_D}{{4}}"
    rf"|(?<!{_D}){_D}{{1,2}}([/.-]){_D}{{1,2}}\1(?:{_D}{{4}}|{_D}{{2}})(?!{_D})"
    rf"|(?<!{_D}){_D}{{4}}([/.-]){_D}{{1,2}}\2{_D}{{1,2}}(?!{_D})",
    re.IGNORECASE,
)


def lists_days(tree: Tree, node: int, *, of: int) -> bool:
    """Whether a block names as many days as ``of``, and at least two."""
    wanted = max(of, 2)
    times = tree.count(node, "time")
    return times >= wanted or sum(1 for _ in _DAY.finditer(tree.words(node))) >= wanted
