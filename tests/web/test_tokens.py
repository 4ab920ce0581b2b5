import pytest

from lab.web import tokens
from lab.web.tokens import BadTokenError, Purpose

SECRET = b"k" * 32


def test_a_signed_token_gives_its_payload_back():
    token = tokens.sign(SECRET, Purpose.STREAM, ["session", "attempt", "page"])

    assert tokens.read(SECRET, Purpose.STREAM, token) == ["session", "attempt", "page"]


def test_a_token_signed_for_one_purpose_is_refused_for_every_other():
    token = tokens.sign(SECRET, Purpose.STREAM, "session")

    for purpose in set(Purpose) - {Purpose.STREAM}:
        with pytest.raises(BadTokenError):
            tokens.read(SECRET, purpose, token)


def test_a_token_of_another_lab_is_refused():
    with pytest.raises(BadTokenError):
        tokens.read(SECRET, Purpose.STREAM, tokens.sign(b"x" * 32, Purpose.STREAM, "session"))


@pytest.mark.parametrize("token", ["", ".", "a.b.c", "ü", "null", "x" * 10_000])
def test_what_is_no_token_is_refused(token):
    with pytest.raises(BadTokenError):
        tokens.read(SECRET, Purpose.STREAM, token)


def test_a_token_with_any_one_sign_altered_is_refused():
    token = tokens.sign(SECRET, Purpose.STREAM, {"session": "s", "page": "p"})

    for place, sign in enumerate(token[:-1]):
        altered = token[:place] + ("A" if sign != "A" else "B") + token[place + 1 :]
        with pytest.raises(BadTokenError):
            tokens.read(SECRET, Purpose.STREAM, altered)


def test_random_tokens_have_256_bits_and_differ():
    made = {tokens.new_token() for _ in range(1000)}

    assert len(made) == 1000
    assert all(len(token) == 43 for token in made)


def test_a_receipt_code_is_read_however_it_is_typed():
    code = tokens.receipt_code(SECRET, "cookie")
    kept = tokens.receipt_hash(SECRET, code)

    assert tokens.receipt_hash(SECRET, code.lower().replace("-", " ")) == kept
    assert tokens.receipt_hash(b"x" * 32, code) != kept


def test_a_receipt_code_has_no_signs_that_look_alike():
    codes = {tokens.receipt_code(SECRET, f"cookie {number}") for number in range(500)}

    assert len(codes) == 500
    assert not set("".join(codes)) & set("01OIL")


def test_a_receipt_code_is_the_same_as_long_as_the_cookie_is():
    assert tokens.receipt_code(SECRET, "a") == tokens.receipt_code(SECRET, "a")
    assert tokens.receipt_code(SECRET, "a") != tokens.receipt_code(b"y" * 32, "a")
