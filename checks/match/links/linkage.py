"""Whether a place can be reached by clicking from the home page, and the link that shows it."""

from checks.api import Case, Finding, Quote, Reason, cant_tell, passed, quote_link, quote_title
from checks.records import TargetState


def pointing_quote(case: Case, url: str) -> Quote | None:
    """The link on the last page of the click path that leads to an address."""
    path = case.site.click_path(url)
    previous = path[-2].url if len(path) > 1 else ""
    pointers = case.site.pointers(url)
    chosen = next((p for p in pointers if p.page.url == previous), None) or next(
        iter(pointers), None
    )
    return quote_link(chosen.page, chosen.link) if chosen is not None else None


def reached(case: Case) -> Finding:
    """Passed with the link that leads there; failed ``not_linked`` when no click path exists."""
    candidate = case.candidate
    if candidate is None:
        return case.absent("no candidate was found")
    path = case.site.click_path(candidate.url)
    if path or (candidate.state is TargetState.EMPTY and candidate.pointer_url):
        quote = pointing_quote(case, candidate.url)
        lead = case.lead
        if quote is None and lead is not None and lead.title:
            quote = quote_title(lead)
        if quote is not None:
            where = " > ".join(step.text for step in path)
            return passed(quote, note=f"{max(0, len(path) - 1)} clicks from home", where=where)
        return cant_tell(Reason.NEEDS_PERSON, note="the home page itself, without a title")
    gaps = case.site.coverage.blocking(case.slug)
    if gaps:
        return cant_tell(
            Reason.from_gap(gaps[0].reason), note="no click path seen, and not all was read"
        )
    return case.absent(
        "no page of the site leads there", reason=Reason.NOT_LINKED, found=candidate.url
    )
