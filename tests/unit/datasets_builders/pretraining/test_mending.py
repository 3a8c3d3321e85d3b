from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.pretraining.mending import mend

CASES = {
    "mojibake-mended": ("Non dorme perchÃ© ha dolore.", "Non dorme perché ha dolore."),
    "soft-hyphen-removed": ("bron\u00adchite", "bronchite"),
    "zero-width-removed": ("tos\u200bse", "tosse"),
    "line-end-unified": ("dispnea\r\nfebbre", "dispnea\nfebbre"),
    "control-removed": ("dis\x03pnea", "dispnea"),
    "private-use-removed": ("\uf0b7 dispnea", "dispnea"),
    "blanks-folded": ("dispnea\u00a0da   ieri", "dispnea da ieri"),
    "line-edge-trimmed": ("dispnea \n febbre", "dispnea\nfebbre"),
    "blank-lines-folded": ("dispnea\n\n\n\nfebbre", "dispnea\n\nfebbre"),
    "accents-composed": ("perche\u0301", "perché"),
}


@pytest.mark.parametrize(("code", "case"), CASES.items(), ids=CASES.keys())
def test_each_repair_does_what_it_says_and_is_counted(code: str, case: tuple[str, str]) -> None:
    damaged, right = case
    mended = mend(damaged)
    assert mended.text == right
    assert mended.repairs[code] >= 1


def test_a_sound_text_is_left_alone() -> None:
    text = "Riferisce dispnea perché è in apnea; SpO₂ 92%, T 38 °C, «lieve» – però stabile.\n\nDimessa."
    assert mend(text).text == text
    assert not mend(text).repairs


@given(st.text(alphabet=st.sampled_from("aeè \u00e9\u00a0\r\n\t\u00ad\u200b\x03Ã©â€™\uf0b7\u0301."), max_size=60))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = mend(mend(text).text).text
    assert mend(once).text == once
