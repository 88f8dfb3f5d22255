"""The link that answers the item leads to something that exists.

Question: does the chosen candidate's address answer with content?

passed        quotes the title or the first words of the page.
failed        dead_link: the address answers "not found"; empty_target: the link leads nowhere.
cantTell      the target was not read.
inapplicable  the target exists but asks for a login, which another rule reports.

Source: general rule G5.
"""

from checks.api import (
    Case,
    Finding,
    Reason,
    cant_tell,
    check,
    inapplicable,
    passed,
    quote_text,
    quote_title,
)
from checks.match.links.linkage import pointing_quote
from checks.outcome import Outcome
from checks.records import TargetState

_REASONS = {TargetState.DEAD: Reason.DEAD_LINK, TargetState.EMPTY: Reason.EMPTY_TARGET}


@check(version=1)
def target_alive(case: Case, options: object) -> Finding:
    """Judge the state of the candidate."""
    candidate = case.candidate
    if candidate is None or candidate.state is TargetState.LOGIN:
        return inapplicable("judged by the rule on logins")
    if candidate.state in _REASONS:
        quote = pointing_quote(case, candidate.url)
        return Finding(
            outcome=Outcome.FAILED,
            reason=_REASONS[candidate.state],
            quotes=(quote,) if quote else (),
            searched=tuple(url for url in (candidate.pointer_url, candidate.url) if url),
            details=(("found", candidate.url),),
        )
    lead = case.lead
    if lead is None:
        reason = Reason.from_gap(case.gaps[0].reason) if case.gaps else Reason.FETCH_FAILED
        return cant_tell(reason, note="the target was not read", found=candidate.url)
    if not lead.title and not lead.text.strip():
        quote = pointing_quote(case, candidate.url)
        return passed(quote) if quote is not None else inapplicable("a page without words")
    return passed(quote_title(lead) if lead.title else quote_text(lead, 0, min(80, len(lead.text))))
