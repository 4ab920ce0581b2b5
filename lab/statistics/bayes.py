"""The probability that one version is better, with a flat prior: a detail, not a verdict."""

import numpy as np
from scipy import special

from lab.statistics.distributions import beta_quantile, gauss_legendre

NODES = 400
OUTSIDE = 1e-13


def probability_more_gain(gained: int, lost: int) -> float:
    """P(more people gain than lose) from pairs who differ, flat prior on the share who gain."""
    return float(special.betainc(lost + 1, gained + 1, 0.5))


def probability_better(
    xa: int, na: int, xb: int, nb: int, prior: tuple[float, float] = (1.0, 1.0)
) -> float:
    """P(rate B > rate A) under independent Beta priors.

    Not protected against repeated looking when it is used to decide when to stop.
    """
    a1, b1 = prior[0] + xa, prior[1] + na - xa
    a2, b2 = prior[0] + xb, prior[1] + nb - xb
    low, high = beta_quantile(OUTSIDE, a2, b2), beta_quantile(1 - OUTSIDE, a2, b2)
    nodes, weights = gauss_legendre(NODES)
    rates = low + (high - low) * (nodes + 1) / 2
    logs = special.xlogy(a2 - 1, rates) + special.xlog1py(b2 - 1, -rates) - special.betaln(a2, b2)
    below = special.betainc(a1, b1, rates)
    total = float((weights * np.exp(logs) * below).sum()) * (high - low) / 2
    return min(1.0, max(0.0, total))
