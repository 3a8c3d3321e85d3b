"""Case report forms: what a form allows, what published values do to it, and the dyspnea form itself."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from datasets_builders.formats.case_report_form import MEASURED, UNKNOWN, Form, FormDiffers, fill
from datasets_builders.formats.dyspnea_form import DYSPNEA_FORM, NAMES

FORM = Form({"febbre": ("y", "n"), "tampone": ("pos", "neg"), "sp02": ("measured",)}, {"sp02": "spo2"})


def _cells(**changes: Any) -> list[dict[str, Any]]:
    values = {"febbre": "y", "tampone": "unknown", "sp02": "unknown", **changes}
    return [{"item": item, "ground_truth": value} for item, value in values.items() if value != "absent"]


def test_values_of_the_vocabulary_are_taken_as_they_stand() -> None:
    filled = fill(FORM, _cells(tampone="neg", sp02="measured"))
    assert [item["value"] for item in filled.items] == ["y", "neg", "measured"]
    assert [item["options"] for item in filled.items] == [
        ["y", "n", UNKNOWN],
        ["pos", "neg", UNKNOWN],
        [MEASURED, UNKNOWN],
    ]
    assert (filled.suspect, filled.oddities) == ((), Counter())


def test_a_misspelt_item_keeps_its_name_and_has_the_right_one_beside_it() -> None:
    filled = fill(FORM, _cells())
    assert [item["item"] for item in filled.items] == ["febbre", "tampone", "sp02"]
    assert filled.names == ("febbre", "tampone", "spo2")


@pytest.mark.parametrize(
    ("change", "oddity", "suspect"),
    [
        ({"sp02": "95 %"}, "measurement-as-value", ()),
        ({"sp02": "neg"}, "value-of-another-item", ("sp02",)),
        ({"sp02": "nella norma"}, "value-outside-form", ("sp02",)),
        ({"febbre": "pos"}, "value-of-another-item", ("febbre",)),
        ({"febbre": "38,5"}, "value-outside-form", ("febbre",)),
        ({"febbre": "Y"}, "value-outside-form", ("febbre",)),
    ],
)
def test_a_value_that_the_form_does_not_have_is_told_by_its_kind_and_kept(
    change: dict[str, str], oddity: str, suspect: tuple[str, ...]
) -> None:
    filled = fill(FORM, _cells(**change))
    assert filled.oddities == {oddity: 1}
    assert filled.suspect == suspect
    ((item, value),) = change.items()
    assert {"item": item, "value": value, "options": FORM.options(item)} in filled.items


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (_cells(febbre="absent"), "item-missing"),
        ([], "item-missing"),
        (_cells(tosse="y"), "item-unknown"),
        ([*_cells(), {"item": "febbre", "ground_truth": "y"}], "item-repeated"),
        (_cells(febbre=None), "value-missing"),
        (_cells(febbre=" "), "value-missing"),
        (_cells(febbre=None, tampone=None, sp02=""), "labels-missing"),
        ([{"item": item, "prediction": "y"} for item in FORM.vocabularies], "labels-missing"),
    ],
)
def test_annotations_that_are_not_the_filled_form_are_refused(cells: list[dict[str, Any]], reason: str) -> None:
    with pytest.raises(FormDiffers) as caught:
        fill(FORM, cells)
    assert caught.value.reason == reason


def test_the_dyspnea_form_has_134_items_and_13_vocabularies() -> None:
    sizes = Counter(DYSPNEA_FORM.vocabularies.values())
    assert len(DYSPNEA_FORM.vocabularies) == 134
    assert sorted(sizes.values()) == [1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 7, 24, 89]
    assert sizes["y", "n"] == 89
    assert sizes["measured",] == 24
    assert UNKNOWN not in {value for vocabulary in sizes for value in vocabulary}


def test_mended_names_are_names_of_the_form_and_hide_no_other_item() -> None:
    assert set(NAMES) <= set(DYSPNEA_FORM.vocabularies)
    names = [NAMES.get(item, item) for item in DYSPNEA_FORM.vocabularies]
    assert len(set(names)) == 134
    assert all(name.isascii() for name in names)
