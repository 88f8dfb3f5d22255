"""The channel or page that the item asks for is linked from the agency's main website.

Question: is there a click path from the home page to it?

passed        quotes the link that leads there.
failed        not_found: there is no such channel; not_linked: no link of the site leads there.
cantTell      no path was seen, and something that could hold the link was not read.
inapplicable  never; the rulebook says which items ask for it.

Source: components of kind linkage in the rulebook facts.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, check
from checks.match.links.linkage import reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What has to be reached."""

    target: str = "candidate"  # candidate | channel; a channel is the candidate's own page


@check(version=1, options=Options)
def reached_from_home(case: Case, options: Options) -> Finding:
    """Judge the click path of the candidate."""
    return reached(case)
