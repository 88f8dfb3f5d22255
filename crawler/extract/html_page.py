"""What the readers of links, tables, forms and media share while one page is read."""

import re
from functools import cached_property

from crawler.extract.html_block_grids import find_block_grids
from crawler.extract.html_headings import Headings
from crawler.extract.html_regions import regions_of
from crawler.extract.html_tables import Grid, find_grids, read_table
from crawler.extract.html_text import Layout, lay_out
from crawler.extract.html_tree import Tree
from crawler.records import Table
from crawler.urls import canonical
from crawler.viewers import unwrap

# Template variables that nobody filled in.
UNRESOLVED = re.compile(r"\{\{|\}\}|\{%|<\?|<%|\$\{|%7B%7B", re.IGNORECASE)
_SCRIPT_NAME = re.compile(r"[\"'`#.\[=]([A-Za-z_][\w-]*)")


class Page:
    """A laid-out page, its base address, and its headings."""

    def __init__(self, tree: Tree, url: str) -> None:
        self.tree = tree
        self.url = url
        self.layout: Layout = lay_out(tree, regions_of(tree, url))
        grids = (*find_grids(tree, self.layout), *find_block_grids(tree, self.layout))
        self.grids: tuple[Grid, ...] = tuple(sorted(grids, key=lambda grid: grid.node))
        self.headings = Headings(tree, self.layout, self.grids)
        self._resolved: dict[str, str | None] = {}
        self._unwrapped: dict[str, str] = {}

    @cached_property
    def base(self) -> str:
        """The address that relative ones start from: the base element's, else the page's."""
        for node in self.tree.by_tag.get("base", ()):
            href = self.tree.get(node, "href").strip()
            if href:
                return canonical(href, self.url) or self.url
        return self.url

    @cached_property
    def script_text(self) -> str:
        """The words of the page's inline programs, data blocks left out."""
        return "\n".join(
            text
            for kind, text in self.tree.scripts
            if "json" not in kind and "template" not in kind
        )

    @cached_property
    def script_names(self) -> frozenset[str]:
        """Names that the inline programs may use to find an element."""
        return frozenset(_SCRIPT_NAME.findall(self.script_text))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of facts, in document order."""
        return tuple(
            read_table(self.tree, self.layout, grid, heading=self.heading_before(grid.node))
            for grid in self.grids
        )

    @cached_property
    def row_places(self) -> dict[int, tuple[int, int]]:
        """For the node of each row of a table of facts: table number and row number."""
        return {
            row: (number, line)
            for number, grid in enumerate(self.grids)
            for line, (row, _) in enumerate(grid.rows[: len(self.tables[number].rows)])
        }

    def resolve(self, address: str) -> str | None:
        """The canonical absolute form of an address, None when it leads nowhere on the web."""
        if address not in self._resolved:
            self._resolved[address] = (
                None if UNRESOLVED.search(address) else canonical(address, self.base)
            )
        return self._resolved[address]

    def target(self, address: str) -> str | None:
        """The resolved address, or the document's own when the address is a viewer's."""
        url = self.resolve(address)
        if url is None:
            return None
        if address not in self._unwrapped:
            shown = unwrap(address, self.base)
            self._unwrapped[address] = shown[0] if shown else url
        return self._unwrapped[address]

    def heading_before(self, node: int) -> str:
        """The nearest heading before the node in its region."""
        return self.headings.before(self.layout.regions_at[node], self.layout.span(node)[0])
