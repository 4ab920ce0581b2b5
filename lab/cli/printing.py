"""Blocks of a report on the terminal: coloured and as wide as it is, plain when piped."""

from collections.abc import Iterable

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from lab.reports.blocks import Block, Bullets, Cell, Definitions, Heading, Paragraph, Table

WIDTH_WHEN_PIPED = 120
TONES = {"lead": "bold", "note": "dim", "warning": "yellow", "plain": ""}


def print_blocks(blocks: Iterable[Block]) -> None:
    console = printer()
    for block in blocks:
        console.print(*rendered(block), sep="\n")


def printer() -> Console:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH_WHEN_PIPED
    return console


def rendered(block: Block) -> tuple[RenderableType, ...]:
    """Pictures and quotes have no place on a terminal."""
    match block:
        case Paragraph():
            return (Text(block.text, style=TONES[block.tone]), "")
        case Heading():
            return (Text(block.text, style="bold underline"),)
        case Bullets():
            return (*(_bullet(item) for item in block.items), "")
        case Definitions():
            return (*(_bullet(f"{name}: {meaning}") for name, meaning in block.items), "")
        case Table():
            return (Text(block.caption, style="italic"), _grid(block), "")
        case _:
            return ()


def _bullet(text: str) -> RenderableType:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column()
    grid.add_row("-", Text(text))
    return Padding(grid, (0, 0, 0, 2))


def _grid(block: Table) -> RenderableType:
    grid = Grid(box=box.SIMPLE_HEAD)
    for place, column in enumerate(block.columns):
        right = place in block.numbers and not any(row[place].small for row in block.rows)
        grid.add_column(Text(column), justify="right" if right else "left", vertical="top")
    for row in block.rows:
        grid.add_row(*(_cell(cell) for cell in row))
    return grid


def _cell(cell: Cell) -> Text:
    text = Text(cell.text, style="bold" if cell.strong else "")
    if cell.small:
        text.append(f"\n{cell.small}", style="dim")
    return text
