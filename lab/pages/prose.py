"""Texts of a definition as blocks: blank lines part paragraphs, lines with "- " make a list."""

from dataclasses import dataclass

BULLET = "- "


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph has one line, a list one for each item."""

    is_list: bool
    lines: tuple[str, ...]


def blocks(text: str) -> tuple[Block, ...]:
    found: list[Block] = []
    for paragraph in text.strip().split("\n\n"):
        found.extend(_of_paragraph(paragraph))
    return tuple(found)


def _of_paragraph(paragraph: str) -> tuple[Block, ...]:
    lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
    first = next((n for n, line in enumerate(lines) if line.startswith(BULLET)), len(lines))
    before, items = lines[:first], _items(lines[first:])
    made = (Block(False, (" ".join(before),)),) if before else ()
    return (*made, Block(True, items)) if items else made


def _items(lines: list[str]) -> tuple[str, ...]:
    """A line without a bullet goes on with the item before."""
    items: list[str] = []
    for line in lines:
        if line.startswith(BULLET):
            items.append(line.removeprefix(BULLET))
        else:
            items[-1] += f" {line}"
    return tuple(items)
