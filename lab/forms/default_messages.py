"""What the lab says about a broken rule when neither the field nor the version does.

Every message names the field and the cure. `Rule` and, for dates, the trouble are the keys.
"""

from collections.abc import Mapping
from types import MappingProxyType

Templates = Mapping[str, str]

_DE: Templates = {
    "required": "Füllen Sie „{label}“ aus.",
    "required_choice": "Wählen Sie bei „{label}“ eine Antwort aus.",
    "required_file": "Wählen Sie bei „{label}“ ein Dokument aus.",
    "format": "Prüfen Sie „{label}“. Die Schreibweise passt nicht.",
    "format_email": "Schreiben Sie bei „{label}“ eine E-Mail-Adresse wie name@beispiel.de.",
    "format_telephone": "Schreiben Sie bei „{label}“ eine Telefonnummer wie 030 1234567.",
    "format_plate": "Schreiben Sie bei „{label}“ ein Kennzeichen wie B-AB 1234.",
    "format_postcode": "Schreiben Sie bei „{label}“ die 5 Ziffern der Postleitzahl.",
    "format_number": "Schreiben Sie bei „{label}“ eine Zahl, zum Beispiel 12.",
    "too_short": "Schreiben Sie bei „{label}“ mindestens {min_length} Zeichen.",
    "too_long": "Kürzen Sie „{label}“ auf höchstens {max_length} Zeichen.",
    "too_small": "Schreiben Sie bei „{label}“ eine Zahl ab {min}.",
    "too_large": "Schreiben Sie bei „{label}“ eine Zahl bis {max}.",
    "not_a_date": "Schreiben Sie bei „{label}“ ein Datum wie 27.3.2026.",
    "not_a_date_incomplete": "Geben Sie bei „{label}“ Tag, Monat und Jahr an.",
    "not_a_date_month": "Bei „{label}“ muss der Monat zwischen 1 und 12 liegen. "
    "Der Tag steht zuerst.",
    "not_a_date_day": "Bei „{label}“ muss der Tag zwischen 1 und 31 liegen.",
    "not_a_date_year": "Schreiben Sie bei „{label}“ das Jahr mit 4 Ziffern.",
    "not_a_date_no_such_day": "Den Tag bei „{label}“ gibt es in diesem Monat nicht.",
    "too_early": "Geben Sie bei „{label}“ den {min} oder ein späteres Datum an.",
    "too_late": "Geben Sie bei „{label}“ den {max} oder ein früheres Datum an.",
    "not_an_option": "Wählen Sie bei „{label}“ eine der angebotenen Antworten.",
}
_EN: Templates = {
    "required": "Fill in “{label}”.",
    "required_choice": "Choose an answer for “{label}”.",
    "required_file": "Choose a document for “{label}”.",
    "format": "Check “{label}”. It is not written as it has to be.",
    "format_email": "Enter an email address for “{label}”, like name@example.com.",
    "format_telephone": "Enter a telephone number for “{label}”, like 030 1234567.",
    "format_plate": "Enter a number plate for “{label}”, like B-AB 1234.",
    "format_postcode": "Enter the 5 digits of the postcode for “{label}”.",
    "format_number": "Enter a number for “{label}”, like 12.",
    "too_short": "Enter at least {min_length} characters for “{label}”.",
    "too_long": "Shorten “{label}” to {max_length} characters or fewer.",
    "too_small": "Enter a number of {min} or more for “{label}”.",
    "too_large": "Enter a number of {max} or less for “{label}”.",
    "not_a_date": "Enter a date for “{label}”, like 27.3.2026.",
    "not_a_date_incomplete": "Enter day, month and year for “{label}”.",
    "not_a_date_month": "The month of “{label}” must be between 1 and 12. The day comes first.",
    "not_a_date_day": "The day of “{label}” must be between 1 and 31.",
    "not_a_date_year": "Enter the year of “{label}” with 4 digits.",
    "not_a_date_no_such_day": "The month of “{label}” does not have that day.",
    "too_early": "Enter a date for “{label}” on or after {min}.",
    "too_late": "Enter a date for “{label}” on or before {max}.",
    "not_an_option": "Choose one of the answers offered for “{label}”.",
}
_DE_EASY: Templates = {
    "required": "Hier fehlt etwas: „{label}“. Bitte füllen Sie das Feld aus.",
    "required_choice": "Hier fehlt etwas: „{label}“. Bitte wählen Sie eine Antwort.",
    "required_file": "Hier fehlt etwas: „{label}“. Bitte wählen Sie ein Dokument.",
    "format": "Bitte prüfen Sie: „{label}“. Etwas ist falsch geschrieben.",
    "format_email": "Bitte prüfen Sie: „{label}“. "
    "So sieht eine E-Mail-Adresse aus: name@beispiel.de",
    "format_telephone": "Bitte prüfen Sie: „{label}“. "
    "So sieht eine Telefon-Nummer aus: 030 1234567",
    "format_plate": "Bitte prüfen Sie: „{label}“. So sieht ein Kennzeichen aus: B-AB 1234",
    "format_postcode": "Bitte prüfen Sie: „{label}“. Eine Postleitzahl hat 5 Ziffern.",
    "format_number": "Bitte prüfen Sie: „{label}“. Hier steht nur eine Zahl. Zum Beispiel: 12",
    "too_short": "Bitte prüfen Sie: „{label}“. "
    "Sie müssen mindestens {min_length} Zeichen schreiben.",
    "too_long": "Bitte prüfen Sie: „{label}“. Der Text ist zu lang. "
    "Es dürfen höchstens {max_length} Zeichen sein.",
    "too_small": "Bitte prüfen Sie: „{label}“. Die kleinste Zahl ist {min}.",
    "too_large": "Bitte prüfen Sie: „{label}“. Die größte Zahl ist {max}.",
    "not_a_date": "Bitte prüfen Sie: „{label}“. So sieht ein Datum aus: 27.3.2026",
    "not_a_date_incomplete": "Hier fehlt etwas: „{label}“. "
    "Bitte schreiben Sie Tag, Monat und Jahr.",
    "not_a_date_month": "Bitte prüfen Sie: „{label}“. Der Monat ist eine Zahl von 1 bis 12. "
    "Zuerst kommt der Tag.",
    "not_a_date_day": "Bitte prüfen Sie: „{label}“. Der Tag ist eine Zahl von 1 bis 31.",
    "not_a_date_year": "Bitte prüfen Sie: „{label}“. Das Jahr hat 4 Ziffern.",
    "not_a_date_no_such_day": "Bitte prüfen Sie: „{label}“. Den Tag gibt es in dem Monat nicht.",
    "too_early": "Bitte prüfen Sie: „{label}“. Der früheste Tag ist der {min}.",
    "too_late": "Bitte prüfen Sie: „{label}“. Der späteste Tag ist der {max}.",
    "not_an_option": "Bitte prüfen Sie: „{label}“. Bitte wählen Sie eine Antwort.",
}
TEMPLATES: Mapping[str, Templates] = MappingProxyType({"de": _DE, "en": _EN, "de_easy": _DE_EASY})


def default_message(language: str, keys: tuple[str, ...], values: Mapping[str, str]) -> str:
    """The most special template there is for these keys; other languages get German."""
    templates = TEMPLATES.get(language, _DE)
    return next(templates[key] for key in keys if key in templates).format(**values)
