"""The address that the agency declares leads to the item's content, not merely to the home page.

Question: is the declared address another one than the home page's?

passed        quotes the title or the first words of the page that the address leads to.
failed        incomplete: the declared address is the home page itself.
cantTell      the declared address was not read.
inapplicable  never; addresses that are not declared are not judged by this rule.

Source: general rule G2; itas record 1741 in the rulebook facts.
"""

from checks.api import Case, Finding, Reason, check, failed, passed, quote_text, quote_title


@check(version=1)
def declared_url_is_direct(case: Case, options: object) -> Finding:
    """Compare the declared address with the home page's."""
    lead = case.lead
    if lead is None or case.candidate is None:
        return case.absent("the declared address was not read")
    quote = quote_title(lead) if lead.title else quote_text(lead, 0, min(80, len(lead.text)))
    if lead.url == case.site.home_url:
        return failed(Reason.INCOMPLETE, quote, note="the declared address is the home page")
    return passed(quote)
