"""The agency describes its powers and duties in words.

Question: does a page of the bundle name the powers and duties of the agency and tell them, in
sentences or in a list?

passed        quotes the words that open the text, in a whole statute too.
failed        not_found: no place answers; incomplete: the pages were read, and a heading or nothing
              at all speaks of powers and duties.
cantTell      only a whole statute without such words or a link to a law is there; the text is a
              picture; or a part of the bundle was not read.
inapplicable  never.

Duties of single divisions, of the council or of one post are not the agency's.
Source: the items on powers and duties of the rulebook.
"""

from checks.api import Case, Finding, Reason, cant_tell, check, passed, quote_text
from checks.match.agency.powers import powers_text, statute_powers, statutes, without_powers


@check(version=7)
def powers_described(case: Case, options: object) -> Finding:
    """Find the text, outside whole statutes first; whether they may stand is another claim's."""
    text = powers_text(case) or statute_powers(case)
    if text is not None:
        return passed(text, found=text.text[:120])
    for law in statutes(case).values():
        quote = quote_text(law.document, law.start, law.end)
        return cant_tell(
            Reason.NEEDS_PERSON, quote, note="only a whole statute", found=law.text[:120]
        )
    return without_powers(case)
