"""What stands around a page's own words without an element or a name that says so.

A list of news below the content, a notice on cookies, the agency's address at the foot: the sites
that put them in plain blocks give away by their words and place what they are. Their words are of
other subjects, so they prove nothing of the page's. Source: hard-cases.md, "Sites".
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.extract.html_tree import Tree
from crawler.records import Region

# Of a heading over news of every subject; news of one subject may be the content itself.
_NEWS_HEADING = re.compile(
    r"(?:ข่าว|ประชาสัมพันธ์|(?:ข่าว|บทความ|เรื่อง|โพสต์|กิจกรรม|ประกาศ)\s?(?:ล่าสุด|ใหม่)"
    r"|ข่าว(?:สาร|ประชาสัมพันธ์|เด่น|แนะนำ|ทั่วไป|อื่น\s?ๆ?|กิจกรรม|ประกาศ|องค์กร|หน่วยงาน|ท้องถิ่น|เทศบาล|อบต\.?|อบจ\.?|สำนักงาน|กรม|จังหวัด|มหาวิทยาลัย|กองทุน|สถาบัน)*"
    r"(?:\s?(?:และ|/|&|-|,)?\s?(?:กิจกรรม|ประกาศ|ประชาสัมพันธ์|ข่าวสาร|ข่าวประชาสัมพันธ์|ข่าวกิจกรรม|ภาพกิจกรรม|ล่าสุด))*"
    r"|(?:latest|recent|hot|other)\s+(?:news|posts?)|news(?:\s*(?:&|and)\s*(?:events?|activit(?:y|ies)))?|recent\s+posts)"
    r"\s?[:：»>]*",
    re.IGNORECASE,
)
_NEWS_PAGE = re.compile(
    r"ข่าว|ประชาสัมพันธ์|กิจกรรม|ประกาศ|หน้าแรก|หน้าหลัก|news|home|\bITA\b|\bOIT\b", re.IGNORECASE
)
_PARTS = re.compile(  # of a page's title
    r"\s*(?:[|»>·:]|\s[-–—]\s)\s*|\s+(?=เทศบาล|องค์การ|อบต|อบจ|สำนักงาน|กรม(?![ก-๙]*การ)|จังหวัด|มหาวิทยาลัย)"
)
# The agency's name and the line below it, which sites without a marked head repeat on each page.
_AGENCY = re.compile(
    r"\W*(?:ยินดีต้อนรับ|เว็บไซต์|เทศบาล|องค์การ|อบต|อบจ|สำนัก|กรม|กระทรวง|จังหวัด|มหาวิทยาลัย|สถาบัน|ศูนย์"
    r"|อำเภอ|ตำบล|อ\.|จ\.|ต\.|หน้าแรก|หน้าหลัก|home\b)",
    re.IGNORECASE,
)
_SHOWN = frozenset(("iframe", "embed", "object"))
_CARDS = 4  # blocks alike that make a list
_NEWS_LINE = 160  # characters on average; titles are short, an article is not
_COOKIE_NAMES = re.compile(
    r"cookie|consent|gdpr|(?:^|[\s_-])cc-(?:window|banner)|pdpa", re.IGNORECASE
)
_COOKIE_WORDS = re.compile(
    r"(?:เว็บ|เรา|ระบบ)[ก-๙\s]{0,24}(?:ใช้|เก็บ|จัดเก็บ)[ก-๙\s]{0,8}(?:คุก|คุ้)กี้|(?:we|site)\s+uses?\s+cookies",
    re.IGNORECASE,
)
_COOKIE = re.compile(r"คุกกี้|คุ้กกี้|cookie", re.IGNORECASE)
_AGREE = re.compile(
    r"ยอมรับ|ยินยอม|อนุญาต|ปิด|ตกลง|รับทราบ|accept|agree|allow|got it|ok\b", re.IGNORECASE
)
_MOST_COOKIE = 700  # characters of a notice; a policy is longer
_PLACE = re.compile(r"ตำบล|แขวง|(?<![ก-๙])ต\.|ถนน|หมู่(?:ที่)?\s*[\d๐-๙]|(?<!\d)[1-9]\d{4}(?!\d)")
_REACHED = re.compile(r"โทร|แฟกซ์|อีเมล|e-?mail|\S@\S", re.IGNORECASE)
_CONTACT_PAGE = re.compile(r"ติดต่อ|ที่ตั้ง|contact|หน้าแรก|หน้าหลัก|home", re.IGNORECASE)
_MOST_FOOT = 500  # characters of the agency's address at the foot
_LEAST_BEFORE = 200  # characters of content above it
_WHOLE_PAGE = frozenset(("html", "body", "main", "article", "head", "form"))
_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HOME = re.compile(r"/?(?:index|default|home|main)?(?:\.\w{2,5})?", re.IGNORECASE)


def mark_surroundings(tree: Tree, marks: dict[int, Region], url: str) -> None:
    """Add to the regions of a page those that only words and place give away.

    The home page is left as it is: there the lists of news are what it shows.
    """
    total = tree.chars[-1]
    inside = _inside(tree, marks)
    for node in _cookie_notices(tree, total):
        if not inside[node]:
            marks[node] = Region.ASIDE
    parts = urlsplit(url)
    if _HOME.fullmatch(parts.path) and not parts.query:
        return
    named = _page_names(tree)
    if not _NEWS_PAGE.search(named) and not is_news_page(tree, marks):
        for node in _news_blocks(tree, total, inside):
            marks.setdefault(node, Region.ASIDE)
    if Region.FOOTER not in marks.values() and not _CONTACT_PAGE.search(named):
        foot = _address_at_foot(tree, marks, total)
        if foot >= 0:
            marks[foot] = Region.FOOTER


def _inside(tree: Tree, marks: dict[int, Region]) -> bytearray:
    """For each node 1 when it stands in a marked region already."""
    inside = bytearray(len(tree) + 1)
    for node in marks:
        inside[node : tree.ends[node]] = b"\x01" * (tree.ends[node] - node)
    return inside


def is_news_page(tree: Tree, marks: dict[int, Region]) -> bool:
    """Whether a page is a list of news itself, by its title or the first heading of its content.

    The first heading of all is often the name of the agency, in the head of every page. A title
    counts when nothing but news stands in it beside that name; a heading over news when nothing
    but trails and names stands above it.
    """
    inside = _inside(tree, marks)
    titles = (tree.words(node) for node in tree.by_tag.get("title", ())[:1])
    parts = (part for title in titles for part in _PARTS.split(title))
    if _NEWS_HEADING.fullmatch(next((part for part in parts if not _AGENCY.match(part)), "")):
        return True
    for node in range(len(tree)):
        words = " ".join(tree.texts[node].split()) if not tree.tags[node] else ""
        if tree.tags[node] in _SHOWN and not inside[node]:
            return False
        if not words or inside[node] or tree.ancestor(node, "title", "script", "style") >= 0:
            continue
        if _NEWS_HEADING.fullmatch(words):
            return _is_news_heading(tree, node)
        if not _AGENCY.match(words) and len(words) > 2:
            return False
    return False


def _page_names(tree: Tree) -> str:
    """What the page calls itself: its first heading, else the part of its title before the site."""
    for tag in ("h1", "h2", "h3"):
        for node in tree.by_tag.get(tag, ())[:1]:
            if tree.words(node):
                return tree.words(node)
    return " ".join(tree.words(node) for node in tree.by_tag.get("title", ())[:1])


def _cookie_notices(tree: Tree, total: int) -> Iterator[int]:
    """Blocks that ask the visitor's consent to cookies, outermost first."""
    done = 0
    for node, attrs in enumerate(tree.attrs):
        if node < done or not attrs or tree.tags[node] in _WHOLE_PAGE:
            continue
        named = f"{attrs.get('class') or ''} {attrs.get('id') or ''}"
        called = _COOKIE_NAMES.search(named) or attrs.get("role") in ("dialog", "alertdialog")
        if called and _asks_consent(tree, node, total):
            done = tree.ends[node]
            yield node
    for node, tag in enumerate(tree.tags):
        if tag or node < done or not _COOKIE_WORDS.search(tree.texts[node]):
            continue
        block = tree.parents[node]
        for _ in range(3):
            if block < 0 or tree.tags[block] in _WHOLE_PAGE:
                break
            if _asks_consent(tree, block, total):
                done = tree.ends[block]
                yield block
                break
            block = tree.parents[block]


def _asks_consent(tree: Tree, node: int, total: int) -> bool:
    size = tree.text_length(node)
    if not 0 < size <= _MOST_COOKIE or size * 2 > total or _holds_page(tree, node):
        return False
    words = tree.words(node)
    buttons = tree.inside(node, "button", "a", "input")
    return bool(_COOKIE.search(words)) and any(
        _AGREE.search(tree.words(button) or tree.get(button, "value")) for button in buttons
    )


def _holds_page(tree: Tree, node: int) -> bool:
    return any(tree.count(node, tag) for tag in ("main", "h1", "table", "iframe"))


def _news_blocks(tree: Tree, total: int, inside: bytearray) -> Iterator[int]:
    """Blocks of short linked titles under a heading of news, below the page's own words."""
    done = 0
    for text, tag in enumerate(tree.tags):
        if tag or text < done or inside[text] or not tree.texts[text].strip():
            continue
        if tree.chars[text] * 3 < total or not _is_news_heading(tree, text):
            continue
        head = text
        while tree.text_length(tree.parents[head]) == tree.text_length(text):
            head = tree.parents[head]
        block = _smallest_block(tree, head, text)
        parts = [block] if block >= 0 else _following(tree, head)
        if parts and not _is_one_of_many(tree, parts[0]) and _lists_news(tree, parts, text, total):
            done = tree.ends[parts[-1]]
            yield from parts


def _is_news_heading(tree: Tree, text: int) -> bool:
    words = " ".join(tree.texts[text].split())
    parent = tree.parents[text]
    alone = tree.text_length(parent) == len(tree.texts[text].strip()) or parent < 0
    own_line = alone or tree.tags[parent] in ("b", "strong", "h2", "h3", "h4", "h5", "h6", "div")
    if tree.ancestor(text, "a", "button", "li", "th", "td", "label") >= 0:
        return False
    return own_line and len(words) <= 60 and _NEWS_HEADING.fullmatch(words) is not None


def _smallest_block(tree: Tree, head: int, text: int) -> int:
    """The block around a heading and what is listed below it, -1 when more stands before it."""
    parent = tree.parents[head]
    if parent < 0 or tree.tags[parent] in _WHOLE_PAGE or tree.chars[parent] != tree.chars[text]:
        return -1
    return parent


def _following(tree: Tree, head: int) -> list[int]:
    """A heading and the siblings below it up to the next heading."""
    siblings = tree.children(tree.parents[head])
    parts = [head]
    for node in siblings[siblings.index(head) + 1 :]:
        if tree.tags[node] in _HEADING_TAGS or tree.inside(node, "h1", "h2"):
            break
        parts.append(node)
    return parts


def _is_one_of_many(tree: Tree, node: int) -> bool:
    """Whether a block stands in a row of blocks of its kind, each with a link: cards of a list."""
    for _ in range(3):
        parent = tree.parents[node]
        if parent < 0 or tree.tags[parent] in _WHOLE_PAGE - {"main", "article"}:
            return False
        kind = (tree.tags[node], tree.get(node, "class"))
        alike = [
            child
            for child in tree.children(parent)
            if (tree.tags[child], tree.get(child, "class")) == kind and tree.count(child, "a")
        ]
        if len(alike) >= _CARDS and node in alike:
            return True
        node = parent
    return False


def _lists_news(tree: Tree, parts: list[int], text: int, total: int) -> bool:
    size = sum(tree.text_length(node) for node in parts) - len(tree.texts[text].strip())
    links = [
        link for node in parts for link in (node, *tree.inside(node, "a")) if tree.tags[link] == "a"
    ]
    linked = sum(tree.link_length(node) for node in parts)
    if not links or not size or size * 5 > total * 2 or any(_holds_page(tree, n) for n in parts):
        return False
    if any(tree.count(node, "form") for node in parts):
        return False
    return linked * 10 >= size * 4 and size <= len(links) * _NEWS_LINE


def _address_at_foot(tree: Tree, marks: dict[int, Region], total: int) -> int:
    """The last block of the page when it is the agency's address and telephone, else -1."""
    inside = _inside(tree, marks)
    last = next(
        (
            node
            for node in range(len(tree) - 1, -1, -1)
            if not tree.tags[node] and tree.texts[node].strip() and not inside[node]
        ),
        -1,
    )
    if last < 0:
        return -1
    node = tree.parents[last]
    limit = min(_MOST_FOOT, total // 3)
    found = -1
    while node >= 0 and tree.tags[node] not in _WHOLE_PAGE and tree.text_length(node) <= limit:
        if any(tree.inside(node, *_HEADING_TAGS[:2], "table", "form", "main")):
            break
        words = tree.words(node)
        if _PLACE.search(words) and _REACHED.search(words):
            found = node
        node = tree.parents[node]
    if found < 0:
        return -1
    before = sum(
        tree.chars[at + 1] - tree.chars[at]
        for at in range(found)
        if not tree.tags[at] and not inside[at]
    )
    return found if before >= _LEAST_BEFORE else -1
