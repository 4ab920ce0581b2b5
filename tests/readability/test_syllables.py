import pytest

from lab.readability.syllables import syllables
from lab.readability.tokens import parts_of

HAND_SPLIT = """
Auf·ent·halts·be·schei·ni·gung Er·werbs·min·de·rungs·ren·te Kin·der·be·treu·ungs·kos·ten
Haus·halts·an·ge·hö·ri·ge Rei·se·er·laub·nis Ge·wer·be·er·laub·nis Mel·de·un·ter·la·gen
So·zi·al·hil·fe·emp·fän·ger Ge·burts·ur·kun·de I·den·ti·tät Na·ti·o·na·li·tät Kom·mis·si·on
Ex·mat·ri·ku·la·ti·on Stu·die·ren·de Kon·to·un·ter·la·gen Ein·fa·mi·li·en·haus Bau·un·ter·neh·men
Neu·ei·gen·tü·mer Treu·hän·der Freun·din Be·ur·kun·dung Be·ur·lau·bung Ge·eig·net Ge·ehr·te
Be·ein·träch·ti·gung Be·auf·tra·gen Be·ob·ach·ten Hy·gi·e·ne Pa·ti·ent Ma·te·ri·ell Of·fi·zi·ell
Viel·leicht Spiel·lei·tung Me·di·en·dienst Mel·de·dienst Ver·dienst Bie·ne Schie·nen·ver·kehr
Ak·ti·en·ge·sell·schaft Im·mo·bi·lie Te·le·fo·nie·ren Re·gie·rung Mu·se·en I·de·al O·ze·an
On·line·an·trag Home·of·fice Web·site Soft·ware Down·load Na·iv U·kra·i·nisch Kai·ser De·tail
Ko·o·pe·ra·ti·on Zo·o·lo·gie Boot Haar Ju·bi·lä·um Eu·ro·pä·er Is·ra·el Quar·tal Par·tei·en
Bay·ern Lo·yal Yo·ga A·syl·be·wer·ber Psy·cho·lo·ge Re·vue Ni·veau Ser·vice In·ge·ni·eur Ver·trau·en
Du·ell Ja·nu·ar Va·ku·um E·va·lu·a·ti·on Kli·ma·an·la·ge In·dus·trie·un·ter·neh·men
"""


@pytest.mark.parametrize("word", HAND_SPLIT.split())
def test_german_syllables_agree_with_a_hand_split(word: str) -> None:
    assert syllables(word.replace("·", ""), "de") == word.count("·") + 1


@pytest.mark.parametrize(
    ("word", "number"),
    [("PLZ", 3), ("Kfz", 3), ("GmbH", 4), ("EU", 2), ("IBAN", 2), ("Nr", 1), ("BITTE", 2)],
)
def test_letters_spoken_one_by_one_are_syllables(word: str, number: int) -> None:
    assert syllables(word, "de") == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("please", 1), ("address", 2), ("application", 4), ("signed", 1), ("decided", 3),
        ("people", 2), ("eligible", 4), ("previous", 3), ("employer", 3), ("million", 2),
    ],
)  # fmt: skip
def test_english_syllables_need_no_dictionary(word: str, number: int) -> None:
    assert syllables(word, "en") == number


def test_a_gender_form_is_one_part_and_a_hyphen_makes_two() -> None:
    assert parts_of("Antragsteller:innen") == ("Antragstellerinnen",)
    assert parts_of("Antragsteller/-in") == ("Antragstellerin",)
    assert parts_of("Online-Antrag") == ("Online", "Antrag")
