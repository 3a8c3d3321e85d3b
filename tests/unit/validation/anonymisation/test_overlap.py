from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import Hit
from validation.anonymisation.overlap import settled


def hit(start: int, end: int, entity: str = "A", score: float = 0.5) -> Hit:
    return Hit(start, end, entity, score, entity.lower())


HITS = st.lists(
    st.builds(
        lambda start, length, entity, score: hit(start, start + length, entity, score),
        st.integers(0, 20),
        st.integers(1, 10),
        st.sampled_from("ABC"),
        st.sampled_from([0.3, 0.4, 1.0]),
    ),
    max_size=12,
)


def covered(hits: list[Hit]) -> set[int]:
    return {place for one in hits for place in range(one.start, one.end)}


@given(HITS)
def test_settling_never_uncovers_a_letter(hits):
    assert covered(settled(hits)) == covered(hits)


@given(HITS, st.randoms())
def test_settling_depends_neither_on_order_nor_on_repetition(hits, random):
    shuffled = [*hits, *hits]
    random.shuffle(shuffled)
    assert settled(shuffled) == settled(hits)
    assert settled(settled(hits)) == settled(hits)


@given(HITS)
def test_no_hit_lies_inside_another_of_its_entity(hits):
    kept = settled(hits)
    for outer in kept:
        inside = [i for i in kept if i.entity == outer.entity and outer.start <= i.start and i.end <= outer.end]
        assert inside == [outer]


def test_of_one_entity_the_longest_stays_with_the_best_score():
    assert settled([hit(0, 10, score=0.4), hit(2, 5, score=1.0)]) == [hit(0, 10, score=1.0)]


def test_hits_that_merely_overlap_both_stay():
    assert settled([hit(0, 5), hit(3, 8)]) == [hit(0, 5), hit(3, 8)]


def test_the_inner_of_two_entities_goes_unless_it_is_more_certain():
    outer = hit(0, 10, "A", 0.5)
    assert settled([outer, hit(2, 5, "B", 0.5)]) == [outer]
    assert settled([outer, hit(2, 5, "B", 0.9)]) == [outer, hit(2, 5, "B", 0.9)]


def test_two_entities_in_one_place_both_stay_unless_one_is_more_certain():
    assert settled([hit(0, 5, "A"), hit(0, 5, "B")]) == [hit(0, 5, "A"), hit(0, 5, "B")]
    assert settled([hit(0, 5, "A", 0.4), hit(0, 5, "B", 1.0)]) == [hit(0, 5, "B", 1.0)]
