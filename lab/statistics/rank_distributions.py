"""Exact distributions of rank sums, by counting (nothing is simulated)."""

import numpy as np

from lab.statistics.arrays import FloatArray, IntArray


def subset_sum_counts(items: IntArray, size: int) -> FloatArray:
    """How many subsets of `size` items have each sum; index is the sum."""
    counts = np.zeros((size + 1, int(items.sum()) + 1))
    counts[0, 0] = 1
    for item in items.tolist():
        shifted = counts[:-1, : counts.shape[1] - item].copy()
        counts[1:, item:] += shifted
    result: FloatArray = counts[size]
    return result


def subset_sum_tails(items: IntArray, size: int, observed: int) -> float:
    """Share of subsets whose sum lies at least as far from the expected one as `observed`."""
    counts = subset_sum_counts(items, size)
    sums = np.arange(counts.size)
    # Compared in whole numbers: n * sum against size * total.
    distance = np.abs(items.size * sums - size * int(items.sum()))
    far = distance >= abs(items.size * observed - size * int(items.sum()))
    return min(1.0, float(counts[far].sum() / counts.sum()))


def sign_flip_counts(items: IntArray) -> FloatArray:
    """How many ways of choosing signs give each sum of the positive items."""
    counts = np.zeros(int(items.sum()) + 1)
    counts[0] = 1
    for item in items.tolist():
        counts[item:] += counts[: counts.size - item].copy()
    return counts


def signed_rank_tails(items: IntArray, observed: int) -> tuple[float, float]:
    """P(sum <= observed) and P(sum >= observed) when every sign is equally likely."""
    counts = sign_flip_counts(items)
    total = float(counts.sum())
    lower, upper = counts[: observed + 1].sum(), counts[observed:].sum()
    return float(lower) / total, float(upper) / total


def rank_sum_quantile(n1: int, n2: int, tail: float) -> tuple[int, FloatArray]:
    """The smallest U with P(U <= u) >= tail, and the cumulative distribution of U."""
    counts = subset_sum_counts(np.arange(1, n1 + n2 + 1), n1)[n1 * (n1 + 1) // 2 :]
    cumulative = np.cumsum(counts) / counts.sum()
    return int(np.searchsorted(cumulative, tail * (1 - 1e-12))), cumulative


def signed_rank_quantile(n: int, tail: float) -> tuple[int, FloatArray]:
    """The smallest V with P(V <= v) >= tail, and the cumulative distribution of V."""
    counts = sign_flip_counts(np.arange(1, n + 1))
    cumulative = np.cumsum(counts) / counts.sum()
    return int(np.searchsorted(cumulative, tail * (1 - 1e-12))), cumulative
