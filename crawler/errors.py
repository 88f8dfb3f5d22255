"""What can go wrong in the crawler that is not an answer of a website.

CrawlerError
├── AddressRefused   the guard does not let this address be connected to
└── UnknownHost      a host name has no address

Everything a website does (404, time-outs, broken certificates) is a ``FetchFailure`` instead; the
two exceptions above travel from the guard through the HTTP library to ``crawler.fetch``, which
turns them into one.
"""

from collections.abc import Iterator


class CrawlerError(Exception):
    """Any error that this room raises."""


class AddressRefused(CrawlerError):
    """The host leads to an address that is not public, and nothing allows it."""


class UnknownHost(CrawlerError):
    """The host name could not be turned into an address.

    ``temporary`` is true when asking again later may help.
    """

    def __init__(self, message: str, *, temporary: bool = False) -> None:
        super().__init__(message)
        self.temporary = temporary


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error and every error that it was made from, nearest first.

    Libraries wrap errors as cause, as context, as argument or in a group; all four are followed.
    """
    seen: set[int] = set()
    queue: list[object] = [error]
    while queue:
        current = queue.pop(0)
        if not isinstance(current, BaseException) or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        queue.extend((current.__cause__, current.__context__, *current.args))
        if isinstance(current, BaseExceptionGroup):
            queue.extend(current.exceptions)
