"""The address that the agency declares leads to the item's content, not merely to the home page.

Question: does the declared address on which the verdict rests lead further than to the home page?
It is asked of the place that answers the item best. Where that is another place than the declared
ones, the rule says nothing; a declared home page is then named among the disagreements of sources.

passed        quotes what of the item stands at the address, else the title or the first words of
              the page; the home page passes where it shows the item itself, as contact details.
failed        incomplete: the declared address is the home page, which shows nothing of the item,
              and nothing else on the site answers it.
cantTell      the declared address was not read.
inapplicable  the place that answers the item best is not declared, or no place was found; decided
              before this check is run.

Source: general rule G2; itas record 1741 in the rulebook facts; design.md section 11, ruling 4.
"""

from checks.api import Case, Finding, Reason, check, failed, passed, quote_text, quote_title


@check(version=2)
def declared_url_is_direct(case: Case, options: object) -> Finding:
    """Compare the declared address with the home page's."""
    lead = case.lead
    if lead is None or case.candidate is None:
        return case.absent("the declared address was not read")
    quote = quote_title(lead) if lead.title else quote_text(lead, 0, min(80, len(lead.text)))
    if lead.url == case.site.home_url:
        return failed(Reason.INCOMPLETE, quote, note="the declared address is the home page")
    return passed(quote)
