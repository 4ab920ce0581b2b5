"""Which language is a form shown in, and how is a language written in HTML?"""

from lab.forms.model import Version

HTML_LANGUAGES = {"de": "de", "de_easy": "de", "en": "en"}


def form_language(version: Version, wanted: str) -> str:
    """A form speaks its own languages only: very easy German is German there."""
    spoken = HTML_LANGUAGES[wanted]
    return spoken if spoken in version.languages else version.languages[0]
