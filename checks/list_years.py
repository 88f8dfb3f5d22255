"""Which years the ITA lists of a site are about, told by themselves or by what leads to them."""

from checks.match.fields.label_sense import is_hub_label
from checks.match.hub.rows import hub_years, is_called_hub
from checks.match.periods.years import fiscal_years_be
from checks.site import Pointer, Site
from crawler.records import Document


class ListYears:
    """The fiscal years (BE) of the pages of one site that are, or are called, ITA lists."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, page: Document) -> tuple[int, ...]:
        """The years of a list: its own words, else the words of links to it, else its parents'.

        Empty when something without a year leads to it too, for then it is the list of the day.
        """
        if page.url not in self._known:
            self._known[page.url] = ()  # a list that leads to itself by way of others
            self._known[page.url] = hub_years(page) or self._told_by_pointers(page)
        return self._known[page.url]

    def of_part(self, page: Document) -> tuple[int, ...]:
        """The years of any page that is called a list, () for other pages and the home page."""
        if page.url == self._site.home_url or not is_called_hub(page):
            return ()
        return self.of(page)

    def _told_by_pointers(self, page: Document) -> tuple[int, ...]:
        found: set[int] = set()
        for pointer in self._site.pointers(page.url):
            if pointer.page.url == page.url:
                continue
            years = _said(pointer) or self.of_part(pointer.page)
            if not years:
                return ()
            found.update(years)
        return tuple(sorted(found))


def _said(pointer: Pointer) -> tuple[int, ...]:
    """The years in a link's own words, else in the title of the list it stands in."""
    link = pointer.link
    own = fiscal_years_be(f"{link.text} {link.title} {link.image_alt}")
    if own:
        return own
    around = (*reversed(link.group.split(" > ")), link.heading)
    return next(
        (years for words in around if is_hub_label(words) and (years := fiscal_years_be(words))), ()
    )
