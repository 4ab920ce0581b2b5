"""Fills a template of the staff's application, in German or English."""

from urllib.parse import quote

from flask import Response, request

from lab.access import Role
from lab.pages.environment import environment
from lab.texts.formats import format_date, format_duration, format_number
from lab.texts.translator import Translator, translator
from lab.web.staff.visitor import form_token, visitor

LANGUAGES = {"de": "Deutsch", "en": "English"}
LANGUAGE_COOKIE = "formwerkstatt_staff_language"
_TEMPLATES = environment("lab.web.staff")


def language() -> str:
    """The one chosen on a page, or the browser's, or German."""
    chosen = request.args.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(tuple(LANGUAGES), "de") or "de"


def words() -> Translator:
    return translator("staff", language())


def show(template: str, **context: object) -> str:
    return _fill(template, role=visitor().role, csrf_token=form_token(), **context)


def show_failure(status: int, reference: str) -> str:
    """Asks the database nothing: perhaps that is what fails."""
    return _fill("error.html", role=Role.ANONYMOUS, status=status, reference=reference)


def _fill(template: str, **context: object) -> str:
    say = words()
    return _TEMPLATES.get_template(template).render(
        _=say,
        ngettext=say.ngettext,
        lang=say.language,
        languages=_languages(),
        root=request.script_root,
        number=lambda value: format_number(value, say.language),
        day=lambda moment: format_date(moment.date(), say.language),
        duration=lambda seconds: format_duration(seconds, say.language),
        **context,
    )


def _languages() -> tuple[tuple[str, str, str], ...]:
    """Code, own name, and the address of this page in that language."""
    here = quote(request.script_root + request.path)
    return tuple((code, name, f"{here}?lang={code}") for code, name in LANGUAGES.items())


def remember_language(response: Response) -> Response:
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie(
            LANGUAGE_COOKIE,
            language(),
            path=request.script_root or "/",
            httponly=True,
            samesite="Strict",
        )
    return response
