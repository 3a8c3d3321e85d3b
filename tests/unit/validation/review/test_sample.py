"""The random sample of rows: drawn again it is the same, and every row is as likely as any other."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.errors import UserError
from validation.review.sample import draw

DIGEST = "a" * 64
COUNTS = st.dictionaries(
    st.sampled_from(["ner", "re", "qa"]),
    st.dictionaries(st.sampled_from(["train", "test", "validation"]), st.integers(0, 40), max_size=3),
    max_size=3,
)


@given(COUNTS, st.integers(0, 200), st.integers(0, 9))
def test_a_sample_is_rows_that_are_there_each_once(counts: dict[str, dict[str, int]], size: int, seed: int) -> None:
    drawn = draw(counts, size=size, seed=seed, digest=DIGEST)
    assert len(drawn) == len(set(drawn)) == min(size, sum(sum(splits.values()) for splits in counts.values()))
    assert all(0 <= place.row < counts[place.config][place.split] for place in drawn)
    turned = {config: dict(reversed(splits.items())) for config, splits in reversed(counts.items())}
    assert draw(turned, size=size, seed=seed, digest=DIGEST) == drawn


@given(COUNTS, st.integers(0, 60), st.integers(0, 60))
def test_a_larger_sample_begins_with_the_smaller(counts: dict[str, dict[str, int]], one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert draw(counts, size=large, seed=1, digest=DIGEST)[:small] == draw(counts, size=small, seed=1, digest=DIGEST)


def test_seed_and_data_change_the_sample() -> None:
    counts = {"ner": {"train": 1000}}
    first = draw(counts, size=20, seed=0, digest=DIGEST)
    assert draw(counts, size=20, seed=1, digest=DIGEST) != first
    assert draw(counts, size=20, seed=0, digest="b" * 64) != first


def test_every_row_is_drawn_about_as_often() -> None:
    counts = {"ner": {"train": 30, "test": 10}}
    times = Counter(place for seed in range(2000) for place in draw(counts, size=8, seed=seed, digest=DIGEST))
    # 400 expected of each, with a standard deviation of 18.
    assert len(times) == 40
    assert all(310 < each < 490 for each in times.values())


@pytest.mark.parametrize("wrong", [{"size": -1, "seed": 0}, {"size": 1, "seed": -1}])
def test_negative_numbers_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(UserError):
        draw({"ner": {"train": 3}}, digest=DIGEST, **wrong)
