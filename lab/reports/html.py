"""Turns a report's document into one HTML file that needs nothing else: no script, no network."""

from base64 import b64encode
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lab.reports.blocks import Document


def render(document: Document) -> str:
    template = _environment().get_template("report.html")
    return template.render(document=document, style=_style())


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("lab.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["data_address"] = data_address
    environment.filters["css_string"] = css_string
    return environment


def data_address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def css_string(text: str) -> Markup:
    """For between quotation marks in a style sheet: every sign but plain ones is escaped."""
    signs = (sign if sign.isalnum() or sign in " .,:-" else f"\\{ord(sign):x} " for sign in text)
    return Markup("".join(signs))


def _style() -> str:
    return files("lab.reports").joinpath("templates", "report.css").read_text(encoding="utf-8")
