"""Places that no pointer names: pages that say in their own words which item they answer.

By their title and first headings, by a heading further down, by a line of their own, or, for the
posts of the year's own list, by what their text speaks of. Source: design.md section 6.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from checks.list_years import ListYears
from checks.match.hub.rows import is_called_hub
from checks.match.periods.years import fiscal_years_be
from checks.match.reading.lines import Line, lines
from checks.match.subjects.item_codes import leading_code
from checks.match.subjects.vocabulary import Match, SubjectMatcher
from checks.pointed import Pointed
from checks.records import Source, Strength
from checks.site import Site
from crawler.records import Document, LinkKind, PageKind, Region

_TOP_HEADINGS = 3
_LIST_LINKS = 5  # links in the content of a page that is a list and no post
_TITLE_LINE = 200  # characters; longer lines are text
_CONTENT = frozenset({Region.CONTENT})

Place = tuple[str, Pointed]  # the item's slug and the page that answers it by its words


class OwnWords:
    """What the pages of one site say of themselves. Pure."""

    def __init__(
        self,
        site: Site,
        matcher: SubjectMatcher,
        fiscal_year_be: int,
        *,
        list_years: ListYears,
        skip: Collection[str],
        chapters: Mapping[str, Collection[str]],
        own_titles: Collection[str],
    ) -> None:
        """``skip`` are addresses that answer no item, ``chapters`` the items of rows by hub."""
        self._site = site
        self._matcher = matcher
        self._year = fiscal_year_be
        self._list_years = list_years
        self._skip = skip
        self._chapters = chapters
        self._own_titles = own_titles

    def subjects(self, page: Document, *, parts: bool = True) -> tuple[Match, ...]:
        """The items that a page's title, when it is its own, and its first headings name."""
        own = page.title in self._own_titles
        return page_subjects(page, self._matcher, with_title=own, parts=parts)

    def titled(self) -> Iterator[Place]:
        """Pages whose title or first headings name an item."""
        for page in self._pages():
            for match in self.subjects(page):
                yield from self._place(page, match.slug, match.strength, match.label)

    def headed(self) -> Iterator[Place]:
        """Pages with a heading that is exactly an item's title, further down the page."""
        for page in self._pages():
            for heading in page.headings:
                if not in_content(page, heading.start):
                    continue
                for match in self._matcher.match_text(heading.text):
                    if match.strength is Strength.EXACT:
                        yield from self._place(page, match.slug, Strength.WEAK, heading.text)

    def said(self, slug: str) -> Iterator[Place]:
        """Pages that say the item's title in a line of their own."""
        for page in self._pages():
            for line in lines(page, _CONTENT):
                if not _may_be_title(line, page):
                    continue
                matches = self._matcher.match_text(line.text)
                strengths = {match.strength for match in matches if match.slug == slug}
                if strengths and strengths != {Strength.WEAK}:
                    yield from self._place(page, slug, Strength.WEAK, line.text)
                    break

    def spoken_of(self, slug: str) -> Iterator[Place]:
        """Entries of the year's own list whose text speaks of the item.

        Small agencies file what answers the items under a category of the assessment and title
        each post for their citizens ("อยากต่อน้ำประปา ทำแบบนี้").
        """
        phrases = self._matcher.bodies(slug)
        for page in self._site.documents if phrases else ():
            if self._year not in self._list_years.of_part(page):
                continue
            for link in page.links:
                target = self._site.document(self._site.resolve(link.url))
                if link.region is not Region.CONTENT or link.kind is not LinkKind.WEB:
                    continue
                if target is None or not self._is_post(target):
                    continue
                text = "\n".join(line.folded for line in lines(target, _CONTENT))
                if any(all(word in text for word in words) for words in phrases):
                    yield (
                        slug,
                        Pointed(
                            url=target.url,
                            strength=Strength.WEAK,
                            source=Source.HUB,
                            label=link.text,
                            pointer_url=page.url,
                            pointer_locator=link.locator,
                            years={self._year},
                            current=True,
                        ),
                    )

    def _is_post(self, page: Document) -> bool:
        if page.kind is not PageKind.PAGE or page.parts or page.url in self._skip:
            return False
        onward = sum(part.region is Region.CONTENT for part in page.links)
        return not (is_called_hub(page) and onward >= _LIST_LINKS)

    def _pages(self) -> Iterator[Document]:
        """Pages that may answer an item themselves: neither the home page nor a hub."""
        for page in self._site.documents:
            if page.picture and not self._site.pointers(page.url):
                continue  # a part of the page that shows it
            if page.url not in self._skip and page.kind is PageKind.PAGE:
                yield page

    def _place(self, page: Document, slug: str, strength: Strength, words: str) -> Iterator[Place]:
        if slug in self._chapters.get(page.url, ()):
            return  # its row leads away
        yield (
            slug,
            Pointed(
                url=page.url,
                strength=strength,
                source=Source.TITLE,
                label=words,
                pointer_url=page.url,
                pointer_locator="",
                # A year that only OCR read counts for nothing.
                years=set() if page.ocr_in_title else set(fiscal_years_be(words)),
            ),
        )


def top_headings(page: Document, *, sure: bool = False, parts: bool = True) -> list[str]:
    """The first headings of a page's content; only those that OCR did not read when ``sure``.

    Without ``parts`` those are left out that stand below the level of the first, or of one that
    the page's title repeats.
    """
    found = [
        item
        for item in page.headings
        if in_content(page, item.start) and not (sure and page.ocr_at(item.start))
    ][:_TOP_HEADINGS]
    if parts or not found:
        return [item.text for item in found]
    titled = [item.level for item in page.headings if item.text and item.text in page.title]
    top = min([found[0].level, *titled])
    return [item.text for item in found if item.level <= top]


def page_subjects(
    page: Document, matcher: SubjectMatcher, *, with_title: bool = True, parts: bool = True
) -> tuple[Match, ...]:
    """The items that the title and the first headings of a page's content name.

    A title that many pages share is the site's and not the page's: leave it out by
    ``with_title``, and headings of its parts by ``parts``. The label of a match is the whole
    heading, years included.
    """
    texts = dict.fromkeys([page.title if with_title else "", *top_headings(page, parts=parts)])
    return tuple(
        replace(match, label=text) for text in texts if text for match in matcher.match_text(text)
    )


def in_content(page: Document, offset: int) -> bool:
    """Whether a place of a page's text is content; all of it where no region is known."""
    for span in page.regions:
        if span.start <= offset < span.end:
            return span.region is Region.CONTENT
    return True


def _may_be_title(line: Line, page: Document) -> bool:
    """Whether a line stands for itself: no row of a list, no label of a link."""
    if len(line.text) > _TITLE_LINE or "\t" in line.text or leading_code(line.text) is not None:
        return False
    return not any(
        link.text and link.start < line.end and link.end > line.start for link in page.links
    )
