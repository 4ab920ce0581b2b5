import pytest

from lab.pages.languages import form_language
from tests.builders import a_version


@pytest.mark.parametrize(
    ("spoken", "wanted", "shown"),
    [
        (["de", "en"], "en", "en"),
        (["de", "en"], "de_easy", "de"),
        (["de"], "en", "de"),
        (["en"], "de_easy", "en"),
    ],
)
def test_a_form_speaks_its_own_languages_only(spoken, wanted, shown):
    assert form_language(a_version(languages=spoken), wanted) == shown
