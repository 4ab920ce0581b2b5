"""textstat's values for a text, to be shown beside ours; imported only when they are asked for."""

import textstat

from lab.errors import LabError

_GERMAN = ("amstad", "wstf1", "wstf2", "wstf3", "wstf4", "lix", "rix")


def textstat_values(text: str, lang: str) -> dict[str, float]:
    """The formulas under our names; German only, because English needs a download at run time."""
    if lang != "de":
        raise LabError(
            "textstat's English needs a dictionary that it downloads when it runs.",
            cure="Compare German texts, or leave the comparison out.",
        )
    textstat.set_lang("de")
    wiener = {f"wstf{n}": textstat.wiener_sachtextformel(text, n) for n in (1, 2, 3, 4)}
    values = {
        "amstad": textstat.flesch_reading_ease(text),
        **wiener,
        "lix": textstat.lix(text),
        "rix": textstat.rix(text),
    }
    return {name: float(values[name]) for name in _GERMAN}
