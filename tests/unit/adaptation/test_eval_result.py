from __future__ import annotations

from dataclasses import replace

import pytest

from adaptation.evaluation import EvalResult, NothingMeasured

RESULT = EvalResult("ner@1", "sha256:d", "sha256:m", "sha256:r", "span-f1", 0.8, 0.7, 0.9, 50, 1)


def test_result_reads_back_equal() -> None:
    assert EvalResult.from_json(RESULT.to_json()) == RESULT


def test_result_over_no_example_is_refused() -> None:
    with pytest.raises(NothingMeasured, match="0 examples"):
        replace(RESULT, n=0)


def test_value_outside_its_interval_is_refused() -> None:
    with pytest.raises(NothingMeasured, match="outside"):
        replace(RESULT, value=0.95)
