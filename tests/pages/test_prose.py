import pytest

from lab.pages.prose import Block, blocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One sentence.", [Block(False, ("One sentence.",))]),
        (
            "One\nparagraph.\n\nAnother.",
            [Block(False, ("One paragraph.",)), Block(False, ("Another.",))],
        ),
        ("- one\n- two\n  goes on", [Block(True, ("one", "two goes on"))]),
        ("Bring:\n- one\n- two", [Block(False, ("Bring:",)), Block(True, ("one", "two"))]),
        ("a\n\n\n\nb", [Block(False, ("a",)), Block(False, ("b",))]),
        ("", []),
    ],
)
def test_blank_lines_part_paragraphs_and_hyphens_make_lists(text, expected):
    assert list(blocks(text)) == expected
