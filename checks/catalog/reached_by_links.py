"""The content that answers the item can be reached by links from the agency's home page.

Question: is there a click path from the home page to the chosen candidate?

passed        quotes the link that leads there.
failed        not_linked: the whole site was read and no link leads there.
cantTell      no path was seen, and something that could hold the link was not read.
inapplicable  never; the rule is not judged without a candidate.

Source: general rule G1; itas record 1741 in the rulebook facts.
"""

from checks.api import Case, Finding, check
from checks.match.links.linkage import reached


@check(version=1)
def reached_by_links(case: Case, options: object) -> Finding:
    """Judge the click path of the candidate."""
    return reached(case)
