"""The receipt code: follows from the cookie's token, so it can be shown until the end."""

from lab.web.tokens import RECEIPT_ALPHABET, RECEIPT_LENGTH, Purpose, keyed_hash


def receipt_code(secret: bytes, token: str) -> str:
    """XXXXX-XXXXX; nearly 50 bits that only who has both secret and cookie can work out."""
    number = int.from_bytes(keyed_hash(secret, Purpose.RECEIPT, f"code of {token}"))
    signs = ""
    for _ in range(RECEIPT_LENGTH):
        number, sign = divmod(number, len(RECEIPT_ALPHABET))
        signs += RECEIPT_ALPHABET[sign]
    return f"{signs[:5]}-{signs[5:]}"
