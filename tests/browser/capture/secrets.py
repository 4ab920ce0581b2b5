"""Sixty ways in which something secret can come onto a page; `{}` stands for the secret."""

from collections.abc import Callable

from lab.browser import Page

BOX = "#f-full_name"
DRIVER: dict[str, Callable[[Page, str], None]] = {
    "typed": lambda page, secret: page.type(BOX, secret),
    "filled in": lambda page, secret: page.fill(BOX, secret),
    "typed and deleted": lambda page, secret: _type_and_delete(page, secret),
    "typed in the middle": lambda page, secret: _type_in_the_middle(page, secret),
    "typed and undone": lambda page, secret: _type_and_press(page, secret, "Control+z"),
    "pasted": lambda page, secret: _cut_and_paste(page, secret),
    "marked and copied": lambda page, secret: _type_and_press(
        page, secret, "Control+a", "Control+c"
    ),
    "dragged": lambda page, secret: _type_and_drag(page, secret),
    "put in by an input method": lambda page, secret: _insert(page, secret),
    "sent with Enter": lambda page, secret: _type_and_send(page, secret),
    "one box of a line": lambda page, secret: page.fill("#f-postcode_town", secret),
    "in the box of a date": lambda page, secret: page.fill("#f-birthday", secret),
    "in the box of an e-mail": lambda page, secret: page.fill("#f-email", secret),
    "in a box without a message": lambda page, secret: page.fill("#f-phone", secret),
}

_INPUT = (
    "box.dispatchEvent(new InputEvent('input',"
    " {{ bubbles: true, inputType: '{}', data: secret }}));"
)
_CHANGE = "box.dispatchEvent(new Event('change', { bubbles: true }));"
_IN_FIELD = "const field = document.querySelector('[data-field=phone]');"


def _by_input_event(kind: str) -> str:
    return f"box.focus(); box.value = secret; {_INPUT.format(kind)} {_CHANGE}"


def _added(html: str) -> str:
    """An element that is not of the form comes to stand in a field and is filled in."""
    return (
        f"{_IN_FIELD} field.insertAdjacentHTML('beforeend', `{html}`);"
        " const added = field.lastElementChild; added.focus?.();"
        " if ('value' in added && added.type !== 'checkbox' && added.type !== 'radio')"
        "   added.value = secret; else added.append?.(secret);"
        " added.click?.();"
        " for (const kind of ['input', 'change'])"
        "   added.dispatchEvent(new Event(kind, { bubbles: true }));"
    )


ADDED_TYPES = ("text", "password", "search", "tel", "url", "email", "hidden", "submit", "button")
INPUT_TYPES = (
    *("insertText", "insertFromPaste", "insertFromDrop", "insertReplacementText"),
    *("insertCompositionText", "insertFromYank", "deleteContentBackward", "historyUndo"),
)
# Run in the page with `secret` and with `box`, the first text box.
SCRIPTED: dict[str, str] = {
    "by the browser's memory": "box.value = secret; "
    "box.dispatchEvent(new Event('input', { bubbles: true })); " + _CHANGE,
    "by the browser, told by the change only": "box.value = secret; " + _CHANGE,
    "as a password": "box.type = 'password'; " + _by_input_event("insertText"),
    "as a password that is shown": "box.type = 'password'; "
    + _by_input_event("insertText")
    + "box.type = 'text'; box.focus(); "
    + _CHANGE,
    **{f"told as {kind}": _by_input_event(kind) for kind in INPUT_TYPES},
    **{f"into an added {kind}": _added(f'<input type="{kind}">') for kind in ADDED_TYPES},
    "into an added text area": _added("<textarea></textarea>"),
    "into an editable part": _added('<div contenteditable="true" tabindex="0"></div>'),
    "as the value of a choice": _added('<input type="radio" value="${secret}">'),
    "as the name of a box to tick": _added('<input type="checkbox" name="${secret}">'),
    "as the text of an option": _added("<select><option>${secret}</option></select>"),
    "as the value of an option": _added('<select><option value="${secret}">x</option></select>'),
    "as a suggestion": _added('<input list="l"><datalist id="l"><option>${secret}</datalist>'),
    "as words that are pressed": _IN_FIELD
    + " field.insertAdjacentHTML('beforeend', `<p>${secret}</p>`); for (let n = 0; n < 3; n++)"
    " for (const kind of ['pointerdown', 'click']) field.lastElementChild.dispatchEvent("
    "new PointerEvent(kind, { bubbles: true, detail: 1 }))",
    "as the id of a hint": _added('<p id="${secret}-hint">${secret}</p>'),
    "as a tooltip": _added('<input title="${secret}">'),
    "as a placeholder": _added('<input placeholder="${secret}">'),
    "as the label for a screen reader": _added('<input aria-label="${secret}">'),
    "as the id of a control": _added('<input id="${secret}">'),
    "as data of a control": _added('<input data-answer="${secret}">'),
    "as a label": _added("<label>${secret}<input></label>"),
    "as the text of a help": _added("<details open><summary>${secret}</summary></details>"),
    "as the text of a link": _added('<a tabindex="0">${secret}</a>'),
    "in a tree of its own": _IN_FIELD
    + " const root = field.attachShadow ? document.createElement('div') : field;"
    " field.append(root); root.attachShadow({ mode: 'open' }).innerHTML = '<input>';"
    " const inner = root.shadowRoot.firstChild; inner.focus(); inner.value = secret;"
    " inner.dispatchEvent(new InputEvent('input',"
    " { bubbles: true, composed: true, data: secret }))",
    "in a frame": "const frame = document.createElement('iframe'); document.body.append(frame);"
    " frame.contentDocument.body.innerHTML = '<input>';"
    " frame.contentDocument.body.firstChild.value = secret;",
    "before the input": "box.dispatchEvent(new InputEvent('beforeinput',"
    " { bubbles: true, data: secret }))",
    "while composing": "box.dispatchEvent(new CompositionEvent('compositionend',"
    " { bubbles: true, data: secret }))",
    "by keys": "for (const key of secret) box.dispatchEvent("
    "new KeyboardEvent('keydown', { bubbles: true, key, code: 'Key' + key }))",
    "as data that are pasted": "{ const data = new DataTransfer(); data.setData('text', secret);"
    " box.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData: data })) }",
    "as data that are dropped": "{ const data = new DataTransfer(); data.setData('text', secret);"
    " box.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: data })) }",
    "as a file": _IN_FIELD + " field.insertAdjacentHTML('beforeend', '<input type=file>');"
    " { const data = new DataTransfer(); data.items.add(new File([secret], secret + '.pdf'));"
    " const file = field.lastElementChild; file.files = data.files; file.dispatchEvent("
    "new Event('change', { bubbles: true })) }",
    "in the title": "document.title = secret",
    "in the address": "history.replaceState(null, '', '?name=' + secret)",
    "behind the address": "history.replaceState(null, '', '#' + secret)",
    "in the name of the window": "window.name = secret",
    "in what a link leads to": "{ const link = document.createElement('a');"
    " link.href = '#' + secret; document.body.append(link); link.click() }",
    "as an error of the page": "console.error(secret)",
}


AS_A_FIELD = "as the id of a field"
"""What the script does record. It shows that everything else was looked for in the right places."""


def play(page: Page, way: str, secret: str) -> None:
    """Somebody, or the browser for them, brings the secret onto the page in this way."""
    page.focus(BOX)
    if way in DRIVER:
        DRIVER[way](page, secret)
    else:
        script = f"(secret) => {{ const box = document.querySelector('{BOX}'); {SCRIPTED[way]} }}"
        page.evaluate(script, secret)
    page.focus("#f-email")
    page.focus("#f-length")


def play_as_a_field(page: Page, secret: str) -> None:
    misnamed = "(id) => { document.querySelector('[data-field=plate]').dataset.field = id }"
    page.evaluate(misnamed, secret)
    page.fill("#f-plate", "x")
    page.focus("#f-email")


def _type_and_press(page: Page, secret: str, *presses: str) -> None:
    page.type(BOX, secret)
    for press in presses:
        page.keyboard.press(press)


def _type_and_delete(page: Page, secret: str) -> None:
    page.type(BOX, secret)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")


def _type_in_the_middle(page: Page, secret: str) -> None:
    page.fill(BOX, "ab")
    page.focus(BOX)
    page.keyboard.press("ArrowLeft")
    page.keyboard.type(secret)


def _cut_and_paste(page: Page, secret: str) -> None:
    _type_and_press(page, secret, "Control+a", "Control+x")
    page.focus("#f-phone")
    page.keyboard.press("Control+v")


def _type_and_drag(page: Page, secret: str) -> None:
    page.fill(BOX, secret)
    page.locator(BOX).select_text()
    page.drag_and_drop(BOX, "#f-phone")


def _insert(page: Page, secret: str) -> None:
    page.focus(BOX)
    page.keyboard.insert_text(secret)


def _type_and_send(page: Page, secret: str) -> None:
    page.fill(BOX, secret)
    with page.expect_navigation():
        page.press(BOX, "Enter")


WAYS = (*DRIVER, *SCRIPTED, AS_A_FIELD)
