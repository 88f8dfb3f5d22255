"""The page shows the part on powers and duties, and not a whole statute.

Question: does the bundle hold text on the powers and duties of the agency, and does no document of
it print a law from its preamble to its end?

passed        quotes the first words on powers and duties.
failed        incomplete: a document prints a whole statute and nothing else says the powers; or all
              was read and there is no text on powers and duties.
cantTell      a summary stands beside a whole statute; only a link to a law is there; the text is a
              picture; or a part of the bundle was not read.
inapplicable  never.

Source: the items on powers and duties of the rulebook; whole statutes as agencies paste them.
"""

from checks.api import Case, Finding, Reason, cant_tell, check, failed, passed, quote_text
from checks.match.agency.powers import powers_text, statutes, without_powers


@check(version=5)
def powers_part_only(case: Case, options: object) -> Finding:
    """Find the text on powers, and any whole law."""
    laws = statutes(case)
    text = powers_text(case)
    if text is not None and not laws:
        return passed(text)
    if not laws:
        return without_powers(case)
    law = next(iter(laws.values()))
    quote = quote_text(law.document, law.start, law.end)
    if text is not None:
        return cant_tell(Reason.NEEDS_PERSON, text, quote, note="a summary beside a whole statute")
    return failed(Reason.INCOMPLETE, quote, note="a whole statute", found=law.text[:120])
