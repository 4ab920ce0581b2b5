"""`lab score`: how hard are the words? Of a text, a form's version, or JSON lines."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lab.cli.group import FINDINGS, main
from lab.errors import LabError, NotEstimable

if TYPE_CHECKING:
    from lab.readability.scoring import Score

Unit = tuple[str, str, str]
"""Where a text stands, what it is in the form, and the text."""

FORMS = (".yaml", ".yml")


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.option("--jsonl", is_flag=True, help="JSON lines in, an object a line out.")
@click.option("--json", "as_json", is_flag=True, help="Print scores and findings as JSON.")
@click.option("--textstat", is_flag=True, help="Show textstat's values beside ours (German).")
def score(files: tuple[Path, ...], lang: str, jsonl: bool, as_json: bool, textstat: bool) -> None:
    """Score texts, versions of forms (.yaml), or what comes by standard input."""
    if jsonl:
        for line in _lines(files):
            click.echo(json.dumps(_scored_line(*line, lang), ensure_ascii=False))
        return
    scored = [(unit, _score(unit, lang)) for unit in _units(files, lang)]
    if as_json:
        told = [_told(unit, found, textstat) for unit, found in scored]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for unit, found in scored:
            _print(unit, found, lang, textstat)
    if any(found.findings for _, found in scored):
        raise SystemExit(FINDINGS)


def _lines(files: tuple[Path, ...]) -> Iterator[tuple[str, int, str]]:
    """Name of the file, number of the line, and the line; blank lines are passed over."""
    for name, source in _sources(files):
        for number, line in enumerate(source.split("\n"), start=1):
            if line.strip():
                yield name, number, line


def _sources(files: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    if not files:
        yield "standard input", sys.stdin.read()
    for file in files:
        yield str(file), _read(file)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LabError(f"cannot be read: {error.strerror}.", where=str(file)) from error
    except UnicodeDecodeError as error:
        cure = "Save it as UTF-8."
        raise LabError("is not text in UTF-8.", where=str(file), cure=cure) from error


def _scored_line(name: str, number: int, line: str, lang: str) -> dict[str, Any]:
    from lab.readability.records import score_record

    where = f"{name}:{number}"
    try:
        record = json.loads(line)
    except ValueError as error:
        raise LabError("is no JSON.", where=where, cure="Write one object a line.") from error
    if not isinstance(record, dict):
        raise LabError("is no JSON object.", where=where, cure="Write one object a line.")
    try:
        return score_record({"lang": lang, **record})
    except LabError as error:
        raise LabError(error.what, where=where, cure=error.cure) from error


def _units(files: tuple[Path, ...], lang: str) -> Iterator[Unit]:
    for file in files:
        if file.suffix in FORMS:
            yield from _form_units(file, lang)
    texts = tuple(file for file in files if file.suffix not in FORMS)
    if texts or not files:
        for name, text in _sources(texts):
            yield name, "text", text


def _form_units(file: Path, lang: str) -> Iterable[Unit]:
    from lab.forms.loader import load_version
    from lab.forms.wording import units

    version = load_version(file)
    return [(f"{file}: {one.place}", str(one.kind), one.text) for one in units(version, lang)]


def _score(unit: Unit, lang: str) -> "Score":
    from lab.readability.scoring import score as score_text

    _, kind, text = unit
    return score_text(text, lang, kind=kind)


def _told(unit: Unit, found: "Score", textstat: bool) -> dict[str, Any]:
    from lab.readability.records import as_record

    place, kind, text = unit
    beside = {"textstat": _textstat(text, found.lang)} if textstat else {}
    return {"place": place, "kind": kind, "text": text} | as_record(found) | beside


def _textstat(text: str, lang: str) -> dict[str, float]:
    from lab.readability.textstat_reference import textstat_values

    return textstat_values(text, lang)


def _print(unit: Unit, found: "Score", lang: str, textstat: bool) -> None:
    place, kind, text = unit
    index = found.difficulty
    hard = f"not estimable ({index.reason})" if isinstance(index, NotEstimable) else f"{index:.0f}"
    click.echo(f"{place} ({kind}): difficulty {hard} of 100, {found.counts.words} words")
    for name, value in found.formulas.items():
        if not isinstance(value, NotEstimable):
            click.echo(f"  {name} {value:.1f}")
    if textstat:
        beside = _textstat(text, found.lang)
        click.echo("  textstat: " + ", ".join(f"{n} {v:.1f}" for n, v in beside.items()))
    for one in found.findings:
        reason, cure = getattr(one.reason, lang), getattr(one.suggestion, lang)
        click.echo(f"  {one.severity}: “{one.quote}”: {reason} {cure}".rstrip())
