"""The letters that a site puts for the name of its agency: "... - ธมพ.", "... (สทนช.)"."""

import re
from collections import Counter
from weakref import WeakKeyDictionary

from checks.match.agency.agency_name import agency_name
from checks.site import Site
from crawler.thai import fold_text

_LETTERS = r"(?:[ก-ฮ]{2,6}\.?|(?:[ก-ฮ]{1,2}\.){2,5})"
_DOTTED = r"(?:[ก-ฮ]{2,6}\.|(?:[ก-ฮ]{1,2}\.){2,5})"  # without a dot, "อบรม" is a word
_AT_END = re.compile(rf"[|–—:-] *(?P<letters>{_DOTTED})$")
_IN_BRACKETS = re.compile(rf"(?: ?\([^()]{{2,30}}\))? ?\((?P<letters>{_LETTERS})\)")
# Kinds of agency, by which every agency of the kind is called.
_KINDS = frozenset({"อบต", "อบจ", "ทต", "ทม", "ทน", "กทม"})
_SHARE = 0.3  # of the pages, whose titles end with the letters
_PAGES = 2
_HEADINGS = 3  # of the home page, in which the name stands

_SHORT: WeakKeyDictionary[Site, frozenset[str]] = WeakKeyDictionary()


def short_names(site: Site) -> frozenset[str]:
    """The letters, folded and without dots, that titles end with or that follow the name."""
    if site not in _SHORT:
        ends: Counter[str] = Counter()
        for page in site.documents:
            match = _AT_END.search(page.title.strip())
            if match is not None:
                ends[_bare(match["letters"])] += 1
        often = max(_PAGES, _SHARE * len(site.documents))
        found = {letters for letters, pages in ends.items() if pages >= often}
        home = site.home
        if home is not None:
            name = agency_name(home, site.documents)
            for text in (home.title, *(h.text for h in home.headings[:_HEADINGS])):
                after = text.find(name) + len(name) if name and name in text else len(text)
                match = _IN_BRACKETS.match(text, after)
                found |= {_bare(match["letters"])} if match is not None else set()
        _SHORT[site] = frozenset(found - _KINDS)
    return _SHORT[site]


def names_shortly(who: str, site: Site) -> bool:
    """Whether folded words begin with the letters of the site's agency."""
    return any(
        re.match(rf"{r'[.]?'.join(map(re.escape, letters))}(?:\.|(?![ก-๎]))", who)
        for letters in short_names(site)
    )


def _bare(letters: str) -> str:
    return fold_text(letters).replace(".", "")
