"""How many people a question needs, and what a given number of people can show."""

import math

from lab.errors import NotEstimable
from lab.statistics.distributions import (
    critical_t,
    critical_z,
    noncentral_t_upper,
    normal_quantile,
    normal_upper,
    root,
)

MOST_PEOPLE = 1e7
NO_EFFECT = "an effect of zero cannot be shown with any number of people"


def power_two_proportions(n_per_arm: float, p1: float, p2: float, alpha: float = 0.05) -> float:
    """Chance to notice two completion rates that differ (N-1 test, normal approximation)."""
    middle = (p1 + p2) / 2
    pooled = math.sqrt(2 * middle * (1 - middle))
    own = math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    reach = math.sqrt(n_per_arm) * abs(p1 - p2) - critical_z(1 - alpha) * pooled
    return normal_upper(-reach / own) if own > 0 else float(reach > 0)


def people_two_proportions(
    p1: float, p2: float, power: float = 0.8, alpha: float = 0.05
) -> float | NotEstimable:
    """People per arm, not rounded up."""
    if p1 == p2:
        return NotEstimable(NO_EFFECT)
    middle = (p1 + p2) / 2
    pooled = math.sqrt(2 * middle * (1 - middle))
    own = math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    reach = critical_z(1 - alpha) * pooled + normal_quantile(power) * own
    return (reach / (p1 - p2)) ** 2


def power_t(n: float, effect: float, alpha: float = 0.05, *, paired: bool = False) -> float:
    """effect: in standard deviations (of the differences when paired); n: per arm, or pairs."""
    df = n - 1 if paired else 2 * (n - 1)
    shift = abs(effect) * math.sqrt(n if paired else n / 2)
    return noncentral_t_upper(critical_t(1 - alpha, df), df, shift)


def people_t(
    effect: float, power: float = 0.8, alpha: float = 0.05, *, paired: bool = False
) -> float | NotEstimable:
    """People per arm (or pairs) for an effect in standard deviations, not rounded up."""
    if effect == 0:
        return NotEstimable(NO_EFFECT)

    def short_of(n: float) -> float:
        return power_t(n, effect, alpha, paired=paired) - power

    if short_of(2.0) >= 0:
        return 2.0
    highest = 4.0
    while short_of(highest) < 0:
        highest *= 2
        if highest > MOST_PEOPLE:
            return NotEstimable("more than ten million people would be needed")
    return root(short_of, highest / 2, highest)


def detectable_effect(
    n: float, power: float = 0.8, alpha: float = 0.05, *, paired: bool = False
) -> float | NotEstimable:
    """The smallest effect, in standard deviations, that n people show with the given chance."""
    if n < 2:
        return NotEstimable("fewer than two people show nothing", (int(n),))
    return root(lambda d: power_t(n, d, alpha, paired=paired) - power, 1e-9, 100.0)


def people_time_ratio(
    ratio: float, sd_log: float, power: float = 0.8, alpha: float = 0.05, *, paired: bool = False
) -> float | NotEstimable:
    """People per arm (or pairs) for a ratio of typical times."""
    if ratio <= 0 or sd_log <= 0:
        return NotEstimable("needs a positive ratio and a positive spread")
    return people_t(math.log(ratio) / sd_log, power, alpha, paired=paired)


def people_paired_completion(
    better_only: float, worse_only: float, power: float = 0.8, alpha: float = 0.05
) -> float | NotEstimable:
    """Pairs for McNemar, from the shares of people who succeed with one version only."""
    discordant, difference = better_only + worse_only, better_only - worse_only
    if difference == 0:
        return NotEstimable(NO_EFFECT)
    spread = math.sqrt(max(0.0, discordant - difference**2))
    reach = critical_z(1 - alpha) * math.sqrt(discordant) + normal_quantile(power) * spread
    return (reach / difference) ** 2


def people_for_margin(p: float, margin: float, level: float = 0.95) -> float | NotEstimable:
    """People for one completion rate known to +- margin (adjusted Wald)."""
    if margin <= 0:
        return NotEstimable("needs a positive margin")
    z = critical_z(level)
    return max(1.0, z * z * p * (1 - p) / margin**2 - z * z)


def whole_people(exact: float | NotEstimable) -> int | NotEstimable:
    """Rounded up; a hair of rounding error above a whole number does not cost a person."""
    return exact if isinstance(exact, NotEstimable) else math.ceil(exact - 1e-9)
