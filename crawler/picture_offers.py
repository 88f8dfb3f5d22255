"""Which pictures of the pages are fetched: those that may themselves answer an item."""

from dataclasses import replace

from crawler.follow import Follower
from crawler.frontier import Target
from crawler.options import CrawlOptions
from crawler.pictures import is_only_picture
from crawler.records import Document, PageKind


class PictureOffers:
    """Offers pictures of pages to a visit, within the budgets of ``options``.

    A picture that an earlier page shows too belongs to the frame of the site and is never offered.
    """

    def __init__(self, options: CrawlOptions, follow: Follower) -> None:
        self._options = options
        self._follow = follow
        self._left = options.pictures
        self._asked: dict[str, int] = {}  # how many pictures of a page were asked for
        self._shown: dict[str, str] = {}  # pictures with the first page that showed them

    def of_frame(self, page: Document) -> None:
        """Note what a page shows, so that no other page offers it."""
        self._shown |= {image.url: page.url for image in page.images}

    def offer(self, page: Document, target: Target) -> None:
        """Have a page's pictures fetched that may answer an item; unread, they leave no gap."""
        if page.kind is not PageKind.PAGE or target.home_level or page.parts:
            return
        own = tuple(i for i in page.images if self._shown.setdefault(i.url, page.url) == page.url)
        asked = bool(self._options.picture_subjects & set(target.subjects))
        if not asked and not (target.subjects and is_only_picture(page)):
            return
        before = self._asked.get(page.url, 0)
        most = min(self._options.pictures_per_page - before, self._left)
        if most > 0:
            offered = self._follow.pictures(replace(page, images=own), target, most=most)
            self._asked[page.url] = before + offered
            self._left -= offered
