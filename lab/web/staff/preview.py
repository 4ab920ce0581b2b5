"""Every page of every version, shown directly and recorded nowhere, for designers."""

from collections.abc import Mapping
from typing import NamedTuple

from flask import abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from lab.forms.answers import read_answers
from lab.forms.condition import Answers
from lab.forms.journey import page_after, page_before
from lab.forms.model import Page, Version
from lab.forms.validation import FieldError, validate_page
from lab.pages.frame import Frame
from lab.pages.render import CHECK_PAGE, DONE_PAGE, render_check, render_confirmation, render_page
from lab.studies.answer_key import correct_answers
from lab.web.security import PREVIEW_POLICY
from lab.web.services import services
from lab.web.staff.showing import language
from lab.web.staff.study_view import BLANK, known_study
from lab.web.staff.visitor import form_token


class Previewed(NamedTuple):
    """A version, and what it is filled in with."""

    version: Version
    answers: Answers


def preview(study_id: str, version_id: str, task_id: str, page_id: str) -> Response:
    """task_id: filled in as by a careful person with this task; `blank`: nothing filled in."""
    return _shown(_previewed(study_id, version_id, task_id), page_id, ())


def preview_answer(study_id: str, version_id: str, task_id: str, page_id: str) -> Response:
    """Checks what was typed, so that the messages can be seen; then goes on."""
    seen = _previewed(study_id, version_id, task_id)
    page = _page(seen.version, page_id)
    if page is None:
        return redirect(_address(DONE_PAGE), 303)
    if request.form.get("action") == "delete_all":
        return redirect(_address(page_id), 303)
    seen = seen._replace(answers={**seen.answers, **read_answers(page, _posted(), seen.answers)})
    errors = validate_page(seen.version, page, seen.answers, language())
    return (
        _shown(seen, page_id, errors) if errors else redirect(_address(_next(seen, page_id)), 303)
    )


def _previewed(study_id: str, version_id: str, task_id: str) -> Previewed:
    known = known_study(services(), study_id) or abort(404)
    study = known.study
    for name, version in known.versions.items():
        if name == version_id and task_id == BLANK:
            return Previewed(version, {})
        for task in study.tasks:
            if (name, task.id) == (version_id, task_id):
                return Previewed(version, correct_answers(study, task, name, version))
    return abort(404)


def _shown(seen: Previewed, page_id: str, errors: tuple[FieldError, ...]) -> Response:
    response = make_response(_document(seen, page_id, errors))
    response.headers["Content-Security-Policy"] = PREVIEW_POLICY
    return response


def _document(seen: Previewed, page_id: str, errors: tuple[FieldError, ...]) -> str:
    frame = Frame(
        language=language(),
        csrf_token=form_token(),
        action=_address(page_id),
        back=_address(before) if (before := _before(seen, page_id)) else "",
        change=_address(BLANK).removesuffix(BLANK),
        assets=f"{request.script_root}/static",
        preview=True,
    )
    if page_id == CHECK_PAGE:
        return render_check(seen.version, seen.answers, language(), frame)
    if page_id == DONE_PAGE:
        return render_confirmation(seen.version, language(), frame)
    page = _page(seen.version, page_id)
    if page is None:
        abort(404)
    return render_page(seen.version, page, seen.answers, errors, language(), frame)


def _page(version: Version, page_id: str) -> Page | None:
    return next((page for page in version.pages if page.id == page_id), None)


def _before(seen: Previewed, page_id: str) -> str:
    if page_id == CHECK_PAGE:
        return seen.version.pages[-1].id
    if _page(seen.version, page_id) is None:
        return ""
    before = page_before(seen.version, page_id, seen.answers)
    return before.id if before else ""


def _next(seen: Previewed, page_id: str) -> str:
    following = page_after(seen.version, page_id, seen.answers)
    if following is not None:
        return following.id
    return CHECK_PAGE if seen.version.check_answers else DONE_PAGE


def _address(page_id: str) -> str:
    return url_for("preview", **{**(request.view_args or {}), "page_id": page_id})


def _posted() -> Mapping[str, list[str]]:
    return {name: request.form.getlist(name) for name in request.form}
