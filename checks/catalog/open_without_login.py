"""The content that answers the item opens without a login, a request or a password.

Question: does the chosen candidate show its content to anyone?

passed        quotes the title or the first words of the page.
failed        login_required: the page asks for a login.
cantTell      the target was not read for another reason.
inapplicable  the target does not exist, which another rule reports.

Source: general rule G4.
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


@check(version=1)
def open_without_login(case: Case, options: object) -> Finding:
    """Judge the state of the candidate."""
    candidate = case.candidate
    if candidate is None or candidate.state in {TargetState.DEAD, TargetState.EMPTY}:
        return inapplicable("there is no target")
    if candidate.state is TargetState.LOGIN:
        nearest = pointing_quote(case, candidate.url)
        return Finding(
            outcome=Outcome.FAILED,
            reason=Reason.LOGIN_REQUIRED,
            quotes=(nearest,) if nearest else (),
            searched=(candidate.url,),
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
