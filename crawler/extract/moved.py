"""What stands in one document, moved to its place in another that holds it."""

from crawler.records import Cell, Heading, Link, Table


def moved_heading(heading: Heading, by: int) -> Heading:
    """The same heading, ``by`` code points further on."""
    return Heading(
        level=heading.level, text=heading.text, start=heading.start + by, end=heading.end + by
    )


def moved_table(table: Table, by: int, locator: str) -> Table:
    """The same table, ``by`` code points further on, its locator behind the member's."""
    moved: dict[int, Cell] = {}
    for row in table.rows:
        for cell in row:
            if id(cell) not in moved:
                moved[id(cell)] = Cell(
                    text=cell.text, start=cell.start + by, end=cell.end + by, header=cell.header
                )
    return Table(
        rows=tuple(tuple(moved[id(cell)] for cell in row) for row in table.rows),
        caption=table.caption,
        heading=table.heading,
        start=table.start + by,
        end=table.end + by,
        locator=f"{locator};{table.locator}" if table.locator else locator,
        origin=table.origin,
    )


def moved_link(link: Link, by: int, first_table: int, locator: str) -> Link:
    """The same link, ``by`` code points further on, in tables counted from ``first_table``."""
    inside = link.table >= 0 and first_table >= 0
    return Link(
        kind=link.kind,
        url=link.url,
        href=link.href,
        text=link.text,
        title=link.title,
        file_name=link.file_name,
        row_text=link.row_text,
        heading=link.heading,
        table=link.table + first_table if inside else -1,
        row=link.row if inside else -1,
        start=link.start + by,
        end=link.end + by,
        locator=f"{locator};{link.locator}",
    )
