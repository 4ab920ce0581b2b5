import random

import pytest

from lab.rehearsal.person import Effect, draw_person, rating


def test_the_same_seed_draws_the_same_person():
    assert draw_person(3, 7, Effect.BETTER) == draw_person(3, 7, Effect.BETTER)


def test_another_number_draws_another_person():
    assert draw_person(3, 7, Effect.BETTER).seed != draw_person(4, 7, Effect.BETTER).seed


def test_people_fare_better_with_the_revised_version_when_that_is_the_truth():
    person = draw_person(0, 7, Effect.BETTER)

    assert person.habits["revised"].slips < person.habits["original"].slips
    assert person.habits["revised"].satisfaction > person.habits["original"].satisfaction


def test_without_an_effect_both_versions_are_alike():
    person = draw_person(0, 7, Effect.NONE)

    assert person.habits["revised"] == person.habits["original"]


def test_pace_stretches_the_pauses_only():
    quick, slow = (draw_person(0, 7, Effect.NONE, pace) for pace in (1.0, 10.0))

    assert slow.habits["original"].seconds_per_field == pytest.approx(
        10 * quick.habits["original"].seconds_per_field
    )
    assert slow.habits["original"].slips == quick.habits["original"].slips


@pytest.mark.parametrize("steps", [5, 7])
@pytest.mark.parametrize("satisfaction", [0.0, 0.5, 1.0])
def test_ratings_stay_on_their_scale(steps, satisfaction):
    rng = random.Random(1)

    assert {rating(rng, satisfaction, steps) for _ in range(200)} <= set(range(1, steps + 1))
