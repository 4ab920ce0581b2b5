"""The Jinja environment of everything a participant sees; it escapes whatever is put into it."""

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined


def environment(*packages: str) -> Environment:
    """Templates of these packages first, then those of lab.pages."""
    loaders = [PackageLoader(package) for package in (*packages, "lab.pages")]
    return Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
