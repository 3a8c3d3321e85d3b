"""IBAN, card and VAT numbers: the check digits decide. Every number is invented or a published example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.recognisers.payments import has_iban_digits, has_luhn_digit, has_vat_digit

ITALIAN = "IT60X0542811101000000123456"


@given(st.text("0123456789", min_size=22, max_size=22), st.integers(0, 26), st.integers(1, 9))
def test_one_wrong_digit_breaks_an_iban(digits, at, more):
    body = f"X{digits}"
    check = 98 - int("".join(str(int(character, 36)) for character in f"{body}IT00")) % 97
    iban = f"IT{check:02}{body}"
    assert has_iban_digits(iban)
    assert has_iban_digits(" ".join(iban).lower())
    at = max(at, 2) if at != 4 else 5
    if at < len(iban):
        assert not has_iban_digits(iban[:at] + str((int(iban[at]) + more) % 10) + iban[at + 1 :])


@given(st.text("0123456789", min_size=12, max_size=18), st.data())
def test_one_wrong_digit_breaks_luhn(digits, data):
    (number,) = [digits + last for last in "0123456789" if has_luhn_digit(digits + last)]
    at, more = data.draw(st.integers(0, len(number) - 1)), data.draw(st.integers(1, 9))
    assert not has_luhn_digit(number[:at] + str((int(number[at]) + more) % 10) + number[at + 1 :])


def test_eleven_zeros_are_no_vat_number():
    assert has_vat_digit("12345678903")
    assert not has_vat_digit("00000000000")


@pytest.mark.parametrize(
    "written",
    [
        ITALIAN,
        ITALIAN.lower(),
        "it60 x0542 81110 1000000 123456",
        "IT 60 X 05428 11101 000000123456",
        "IT60-X054-2811-1010-0000-0123-456",
        "de89370400440532013000",
        "DE89 3704 0044 0532 0130 00",
        "FR14 2004 1010 0505 0001 3M02 606",
    ],
)
def test_an_iban_is_found_whatever_its_spacing(found, written):
    assert (written, "IBAN_CODE") in found(f"rimborso su {written} 2 giorni dopo")


def test_a_mistyped_iban_is_found(found):
    mistyped = ITALIAN.replace("60", "61", 1)
    assert (mistyped, "IBAN_CODE") in found(f"IBAN {mistyped}")
    assert (mistyped, "IBAN_CODE") in found(f"rif. {mistyped}")


@pytest.mark.parametrize(
    "written", ["4111 1111 1111 1111", "5500-0000-0000-0004", "3782 822463 10005", "4111111111111111"]
)
def test_a_card_is_found_without_its_name(found, written):
    assert (written, "CREDIT_CARD") in found(f"pagato con {written}.")


def test_a_mistyped_card_is_found_beside_its_name_or_in_its_groups(found):
    assert ("4111 1111 1111 1112", "CREDIT_CARD") in found("carta di credito 4111 1111 1111 1112")
    assert ("4111 1111 1111 1112", "CREDIT_CARD") in found("4111 1111 1111 1112")
    assert "CREDIT_CARD" not in {entity for _, entity in found("4111111111111112")}


@pytest.mark.parametrize("number", ["1234567890123452", "2000000000000006", "3000000000000004", "40000000000000000006"])
def test_a_row_number_whose_last_digit_happens_to_check_is_no_card(found, number):
    assert "CREDIT_CARD" not in {entity for _, entity in found(f"riga {number}")}


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("P.IVA 12345678901", "12345678901"),
        ("partita iva: IT12345678903", "IT12345678903"),
        ("p. iva 123 456 789 03", "123 456 789 03"),
    ],
)
def test_a_vat_number_is_found_beside_its_name(found, text, covered):
    assert (covered, "IT_VAT_CODE") in found(text)


@pytest.mark.parametrize("text", ["12345678903", "riga 12345678901", "P.IVA 1234567890"])
def test_a_number_without_the_name_is_no_vat_number(found, text):
    assert "IT_VAT_CODE" not in {entity for _, entity in found(text)}
