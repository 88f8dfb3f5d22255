"""Forms: what they ask, where they send it, and whether a script does the sending."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from crawler.extract.html_page import Page
from crawler.extract.html_text import one_line
from crawler.records import Field, Form

_BUTTONS = frozenset(("submit", "button", "image", "reset"))
_CHOICES = frozenset(("radio", "checkbox"))
_LONGEST_LABEL = 100  # characters
_NOWHERE = re.compile(r"#!?|javascript:.*", re.IGNORECASE | re.DOTALL)
_SUBMITTING = re.compile(
    r"submit|send|save|insert|ajax|post|fetch|check|valid|\w\s*\(", re.IGNORECASE
)
# A handler that only keeps the browser from sending; without white space and semicolons.
_SWITCHED_OFF = re.compile(
    r"(?:javascript:)?(?:return\(?false\)?|e(?:vent)?\.preventdefault\(\)|void\(?0\)?)*",
    re.IGNORECASE,
)
_SCRIPT_ATTRS = ("onsubmit", "@submit", "@submit.prevent", "v-on:submit", "v-on:submit.prevent")
_SCRIPT_PREFIXES = (
    "ng-submit",
    "wire:submit",
    "hx-post",
    "hx-put",
    "data-ajax",
    "(ngsubmit)",
    "x-on:",
)
_CLICK_ATTRS = (
    "onclick",
    "@click",
    "@click.prevent",
    "v-on:click",
    "ng-click",
    "wire:click",
    "(click)",
)
_SCRIPT_CLASSES = re.compile(
    r"wpcf7-form|wpforms|elementor-form|forminator|gform|nf-form|ajax", re.IGNORECASE
)
_CONTROLS = ("input", "textarea", "select", "button")
_TABLE_PARTS = ("table", "thead", "tbody", "tfoot", "tr")


def read_forms(page: Page) -> tuple[Form, ...]:
    """The forms of a page, and fields outside any form that a script's button sends."""
    tree = page.tree
    controls = sorted(
        node for tag in _CONTROLS for node in tree.by_tag.get(tag, ()) if not _in_hidden(page, node)
    )
    if not controls and not tree.by_tag.get("form"):
        return ()
    extents = {node: _extent(page, node) for node in tree.by_tag.get("form", ())}
    owned: dict[int, list[int]] = {node: [] for node in extents}
    loose: list[int] = []
    for control in controls:
        owner = _owner(page, control, extents)
        if owner >= 0:
            owned[owner].append(control)
        else:
            loose.append(control)
    found = [(node, _form(page, node, owned[node], extents[node])) for node in extents]
    found += _loose_forms(page, loose)
    found.sort(key=lambda pair: pair[0])
    return tuple(form for _, form in found)


def _in_hidden(page: Page, node: int) -> bool:
    tree, hidden = page.tree, page.layout.hidden
    if not hidden:
        return False
    while node >= 0:
        if node in hidden:
            return True
        node = tree.parents[node]
    return False


def _extent(page: Page, node: int) -> int:
    """The node after the form's last control.

    A form tag between table rows is closed at once by the parser, while its fields stay with it;
    they reach to the end of the table or the next form. Source: HTML Standard, "in table".
    """
    tree = page.tree
    end = tree.ends[node]
    if end > node + 1:
        return end
    parent = tree.parents[node]
    if parent < 0 or tree.tags[parent] not in _TABLE_PARTS:
        return end
    table = parent if tree.tags[parent] == "table" else tree.ancestor(parent, "table")
    limit = tree.ends[table] if table >= 0 else end
    forms = tree.by_tag["form"]
    following = bisect_right(forms, node)
    return min(forms[following], limit) if following < len(forms) else limit


def _owner(page: Page, control: int, extents: dict[int, int]) -> int:
    named = page.tree.get(control, "form")
    if named:
        owner = page.tree.ids.get(named, -1)
        if owner in extents:
            return owner
    forms = page.tree.by_tag["form"]
    number = bisect_right(forms, control) - 1
    for node in reversed(forms[max(0, number - 3) : number + 1]):
        if control < extents[node]:
            return node
    return -1


def _form(page: Page, node: int, controls: list[int], end: int) -> Form:
    tree, layout = page.tree, page.layout
    attrs = tree.attrs[node]
    raw = attrs.get("action") if "action" in attrs else None
    action_raw = (raw or "") if "action" in attrs else None
    low, high = layout.between(node, end)
    buttons = _buttons(page, controls, node, end)
    return Form(
        action=_action(page, action_raw),
        action_raw=action_raw,
        method="post" if (attrs.get("method") or "").strip().lower() == "post" else "get",
        fields=_fields(page, controls, node),
        hidden_names=_hidden_names(page, controls),
        submit_text=_submit_text(page, buttons),
        has_submit=bool(buttons),
        heading=page.heading_before(node),
        text=one_line(layout.text[low:high]),
        scripted=_is_scripted(page, node, action_raw, buttons, controls),
        region=layout.regions_at[node],
        start=low,
        end=high,
        locator=tree.css_path(node),
    )


def _action(page: Page, raw: str | None) -> str:
    """Where the form sends: an absent or empty action is the page itself, "#" is nowhere."""
    written = (raw or "").strip()
    if not written:
        return page.url
    if _NOWHERE.fullmatch(written):
        return ""
    if written.lower().startswith("mailto:"):
        return written
    return page.resolve(written) or ""


def _kind(page: Page, node: int) -> str:
    tag = page.tree.tags[node]
    if tag == "input":
        return page.tree.get(node, "type").strip().lower() or "text"
    if tag == "button":
        return page.tree.get(node, "type").strip().lower() or "submit"
    return tag


def _fields(page: Page, controls: list[int], first: int) -> tuple[Field, ...]:
    tree = page.tree
    labels = _labels(page)
    fields = []
    before = first
    for node in controls:
        kind = _kind(page, node)
        if tree.tags[node] == "button" or kind in _BUTTONS or kind == "hidden":
            if kind != "hidden":
                before = tree.ends[node]
            continue
        attrs = tree.attrs[node]
        fields.append(
            Field(
                kind=kind,
                name=(attrs.get("name") or "").strip(),
                label=_label(page, node, kind, before, labels),
                required="required" in attrs or attrs.get("aria-required") == "true",
            )
        )
        before = tree.ends[node]
    return tuple(fields)


def _labels(page: Page) -> dict[str, str]:
    tree = page.tree
    return {
        tree.get(node, "for"): page.layout.words(node)
        for node in tree.by_tag.get("label", ())
        if tree.get(node, "for")
    }


def _label(page: Page, node: int, kind: str, before: int, labels: dict[str, str]) -> str:
    tree, layout = page.tree, page.layout
    attrs = tree.attrs[node]
    words = labels.get(attrs.get("id") or "", "")
    if not words:
        wrapping = tree.ancestor(node, "label")
        words = _words_of_wrapper(page, wrapping, node) if wrapping >= 0 else ""
    words = words or one_line(attrs.get("placeholder") or "")
    words = words or one_line(attrs.get("aria-label") or "")
    if not words and attrs.get("aria-labelledby"):
        named = tree.ids.get(attrs["aria-labelledby"] or "", -1)
        words = layout.words(named) if named >= 0 else ""
    if not words:
        words = _words_after(page, node) if kind in _CHOICES else _words_before(page, node, before)
    return (words or one_line(attrs.get("title") or ""))[:_LONGEST_LABEL]


def _words_of_wrapper(page: Page, wrapper: int, node: int) -> str:
    """The words of a label around a field, without the field's own options."""
    layout, ends = page.layout, page.tree.ends
    words = []
    for first, end in ((wrapper, node), (ends[node], ends[wrapper])):
        low, high = layout.between(first, end)
        words.append(layout.text[low:high])
    return one_line(" ".join(words))


def _words_before(page: Page, node: int, before: int) -> str:
    """The last line or cell between the field before and this one."""
    layout = page.layout
    written = layout.text[layout.at(before) : layout.at(node)]
    for line in reversed(re.split(r"[\n\t]", written)):
        words = one_line(line)
        if words:
            return words[-_LONGEST_LABEL:]
    return ""


def _words_after(page: Page, node: int) -> str:
    text = page.layout.text[page.layout.at(node) :][: 2 * _LONGEST_LABEL].lstrip()
    return one_line(re.split(r"[\n\t]", text, maxsplit=1)[0])


def _hidden_names(page: Page, controls: Iterable[int]) -> tuple[str, ...]:
    return tuple(
        page.tree.get(node, "name")
        for node in controls
        if _kind(page, node) == "hidden" and page.tree.get(node, "name")
    )


def _buttons(page: Page, controls: list[int], first: int, end: int) -> list[int]:
    """What sends the form: submit buttons, and buttons and anchors with a handler."""
    tree = page.tree
    found = []
    for node in controls:
        kind = _kind(page, node)
        if (tree.tags[node] in ("button", "input") and kind in ("submit", "image")) or (
            kind == "button" and _is_clicked(page, node)
        ):
            found.append(node)
    anchors = tree.by_tag.get("a", [])
    for node in anchors[bisect_right(anchors, first) : bisect_right(anchors, end - 1)]:
        code = f"{tree.get(node, 'href')} {tree.get(node, 'onclick')}"
        if "submit" in code.lower() and "(" in code:
            found.append(node)
    return found


def _is_clicked(page: Page, node: int) -> bool:
    attrs = page.tree.attrs[node]
    if any(name in attrs for name in _CLICK_ATTRS):
        return True
    return _is_named_in_script(page, node)


def _is_named_in_script(page: Page, node: int) -> bool:
    names = page.script_names
    return bool(names) and any(page.tree.get(node, name) in names for name in ("id", "name"))


def _is_scripted(
    page: Page, node: int, action: str | None, buttons: list[int], controls: list[int]
) -> bool:
    """Whether a script may send the form.

    A handler that only stops the sending counts when the fields have names by which some other
    script could read them.
    """
    tree = page.tree
    attrs = tree.attrs[node]
    handlers = [attrs[name] or "" for name in _SCRIPT_ATTRS if name in attrs]
    if any(not _SWITCHED_OFF.fullmatch(re.sub(r"[;\s]", "", code)) for code in handlers):
        return True
    marks = ("id", "name", "v-model", "ng-model", "x-model")
    if handlers and any(tree.get(control, mark) for control in controls for mark in marks):
        return True
    if any(name.startswith(_SCRIPT_PREFIXES) for name in attrs):
        return True
    if _SCRIPT_CLASSES.search(attrs.get("class") or ""):
        return True
    for button in buttons:
        if any(_SUBMITTING.search(tree.get(button, name)) for name in _CLICK_ATTRS):
            return True
    nowhere = not (action or "").strip() or bool(_NOWHERE.fullmatch((action or "").strip()))
    return nowhere and (
        _is_named_in_script(page, node) or any(_is_named_in_script(page, b) for b in buttons)
    )


def _submit_text(page: Page, buttons: list[int]) -> str:
    tree = page.tree
    for node in buttons:
        words = page.layout.words(node) if tree.tags[node] != "input" else ""
        words = words or one_line(tree.get(node, "value") or tree.get(node, "alt"))
        words = words or one_line(tree.get(node, "title") or tree.get(node, "aria-label"))
        if words:
            return words
    return ""


def _loose_forms(page: Page, loose: list[int]) -> list[tuple[int, Form]]:
    """Fields outside any form, up to the button whose script sends them."""
    found: list[tuple[int, Form]] = []
    waiting: list[int] = []
    for node in loose:
        kind = _kind(page, node)
        is_button = page.tree.tags[node] == "button" or kind in ("button", "submit", "image")
        if not is_button:
            waiting.append(node)
            continue
        asks = [field for field in waiting if _kind(page, field) != "hidden"]
        if asks and _is_clicked(page, node):
            found.append((waiting[0], _loose_form(page, waiting, node)))
            waiting = []
    return found


def _loose_form(page: Page, controls: list[int], button: int) -> Form:
    tree, layout = page.tree, page.layout
    holder = tree.parents[controls[0]]
    while holder >= 0 and tree.ends[holder] <= button:
        holder = tree.parents[holder]
    low, high = layout.span(max(holder, 0))
    return Form(
        action="",
        action_raw=None,
        method="get",
        fields=_fields(page, controls, max(holder, 0)),
        hidden_names=_hidden_names(page, controls),
        submit_text=_submit_text(page, [button]),
        has_submit=True,
        heading=page.heading_before(controls[0]),
        text=one_line(layout.text[low:high]),
        scripted=True,
        region=layout.regions_at[controls[0]],
        start=low,
        end=high,
        locator=tree.css_path(max(holder, 0)),
    )
