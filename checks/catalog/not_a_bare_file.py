"""A file or Drive address that answers the item is linked from a page of the agency's site.

Question: does a page of the site lead to the file?

passed        quotes the link on the page that leads to the file.
failed        bare_file: no page that was read leads to the file.
cantTell      no page was seen to lead there, and something that could was not read.
inapplicable  the target is a page and not a file.

Source: general rule G3; report of a 2564 result in the rulebook facts.
"""

from checks.api import Case, Finding, Reason, check, inapplicable, passed
from checks.belonging import is_file_address
from checks.match.links.linkage import pointing_quote


@check(version=1)
def not_a_bare_file(case: Case, options: object) -> Finding:
    """Look for the page that leads to the file."""
    candidate = case.candidate
    if candidate is None or not is_file_address(candidate.url):
        return inapplicable("the target is a page")
    quote = pointing_quote(case, candidate.url)
    if quote is not None:
        return passed(quote)
    return case.absent("no page leads to the file", reason=Reason.BARE_FILE, found=candidate.url)
