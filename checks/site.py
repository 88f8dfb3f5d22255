"""One visited site as judging sees it: documents by address, pointers, click paths."""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.match.links.home import second_homes
from checks.supplier_packs import Pack
from crawler.records import (
    Coverage,
    Crawl,
    DeadPage,
    DeclaredUrl,
    Document,
    FetchFailure,
    Image,
    Link,
    LinkKind,
    Unreadable,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One click on the way from the home page."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A link and the page on which it stands."""

    page: Document
    link: Link


HOME_TEXT = "หน้าแรก"


def _host(url: str) -> str:
    return urlsplit(url).netloc


class Site:
    """An index over one crawl. Built once, never changed, no I/O."""

    def __init__(
        self,
        *,
        home_url: str,
        documents: Iterable[Document],
        coverage: Coverage,
        failures: Iterable[FetchFailure] = (),
        unreadable: Iterable[Unreadable] = (),
        dead: Iterable[DeadPage] = (),
        aliases: Iterable[tuple[str, str]] = (),
        declared: Iterable[DeclaredUrl] = (),
        photographs: Iterable[str] = (),
        pack: Pack | None = None,
    ) -> None:
        self.home_url = home_url
        shown = tuple(documents)
        homes = second_homes(home_url, shown)
        self.documents = tuple(page for page in shown if page.url not in homes)
        self.coverage = coverage
        self.declared = tuple(declared)
        self.pack = pack  # of the site's supplier, None for the generic finder
        self._aliases = {
            url: home_url if other in homes else other for url, other in dict(aliases).items()
        } | dict.fromkeys(homes, home_url)
        self._photographs = frozenset(photographs)
        self._hosts = {_host(home_url)} | {
            _host(document.url) for document in self.documents if not document.picture
        }
        self._by_url = {document.url: document for document in self.documents}
        self._dead = {page.url: page for page in dead}
        self._unreadable = {item.url: item for item in unreadable}
        self._failures = {failure.requested_url: failure for failure in failures} | {
            failure.url: failure for failure in failures
        }
        self._pointers: dict[str, list[Pointer]] = {}
        for page in self.documents:
            for link in page.links:
                if link.kind is LinkKind.WEB and link.url:
                    self._pointers.setdefault(self.resolve(link.url), []).append(
                        Pointer(page=page, link=link)
                    )
        pictures = {document.url for document in self.documents if document.picture}
        self._shown: dict[str, list[tuple[Document, Image]]] = {}
        self._pictured = Counter(
            url for page in self.documents for url in {image.url for image in page.images}
        )
        for page in self.documents if pictures else ():
            for image in page.images:
                if image.url and self.resolve(image.url) in pictures:
                    self._shown.setdefault(self.resolve(image.url), []).append((page, image))
        self._paths = self._shortest_paths()

    @classmethod
    def from_crawl(
        cls, crawl: Crawl, pack: Pack | None = None, *, photographs: Iterable[str] = ()
    ) -> "Site":
        """The site that a crawl saw; ``photographs`` are pictures that hide no words."""
        return cls(
            home_url=crawl.home_url,
            documents=crawl.documents,
            coverage=crawl.coverage,
            failures=crawl.failures,
            unreadable=crawl.unreadable,
            dead=crawl.dead,
            aliases=crawl.aliases,
            declared=crawl.seed.declared,
            photographs=photographs,
            pack=pack,
        )

    @property
    def home(self) -> Document | None:
        """The home page, None when it was not read."""
        return self.document(self.home_url)

    def on_own_host(self, url: str) -> bool:
        """Whether an address is on a host of which the crawl read pages."""
        return _host(url) in self._hosts

    def resolve(self, url: str) -> str:
        """The address after redirects, as far as the crawl followed it."""
        return self._aliases.get(url, url)

    def document(self, url: str) -> Document | None:
        """The document behind an address, None when there is none."""
        return self._by_url.get(self.resolve(url))

    def dead(self, url: str) -> DeadPage | None:
        """The record of a 404, 410 or soft 404 behind an address."""
        return self._dead.get(self.resolve(url)) or self._dead.get(url)

    def photograph(self, url: str) -> bool:
        """Whether an address is that of a picture without words that illustrates a page."""
        return self.resolve(url) in self._photographs

    def trouble(self, url: str) -> FetchFailure | Unreadable | None:
        """Why an address that was tried gave no document."""
        resolved = self.resolve(url)
        return (
            self._unreadable.get(resolved)
            or self._failures.get(resolved)
            or self._failures.get(url)
        )

    def pointers(self, url: str) -> tuple[Pointer, ...]:
        """Every link that leads to an address, in visiting order of the pages that hold them."""
        return tuple(self._pointers.get(self.resolve(url), ()))

    def shown_on(self, url: str) -> tuple[tuple[Document, Image], ...]:
        """The pages that show a picture which was read, each with its place there."""
        return tuple(self._shown.get(self.resolve(url), ()))

    def pages_with_picture(self, url: str) -> int:
        """How many pages show a picture, read or not."""
        return self._pictured[url]

    def click_path(self, url: str) -> tuple[Step, ...]:
        """The fewest clicks from the home page, home first; empty when no path was seen."""
        return self._paths.get(self.resolve(url), ())

    def _shortest_paths(self) -> dict[str, tuple[Step, ...]]:
        home = self.home
        if home is None:
            return {}
        paths: dict[str, tuple[Step, ...]] = {home.url: (Step(text=HOME_TEXT, url=home.url),)}
        queue = deque([home])
        while queue:
            page = queue.popleft()
            for link in page.links:
                if link.kind is not LinkKind.WEB or not link.url:
                    continue
                target = self.resolve(link.url)
                if target in paths:
                    continue
                words = link.text or link.image_alt or link.title or link.file_name or target
                paths[target] = (*paths[page.url], Step(text=words[:120], url=target))
                document = self._by_url.get(target)
                if document is not None:
                    queue.append(document)
        return paths
