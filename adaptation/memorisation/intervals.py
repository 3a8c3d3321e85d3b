"""How sure the figures are: the interval of a rate, the area under a curve and its interval, the chance of ranks as low as these."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from datasets_builders.errors import Refused

__all__ = ["CONFIDENCE", "Area", "area_under_curve", "chance_of_ranks", "rate_interval"]

_Floats = npt.NDArray[np.float64]

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Area:
    """The area under the ROC curve: how often a member scores above a non-member; with its interval.

    Args:
        auc: from 0 to 1; one half means that nothing tells them apart.
        low: lower end of the 95% interval.
        high: its upper end.
    """

    auc: float
    low: float
    high: float

    @property
    def ci95(self) -> list[float]:
        """The interval as the report has it."""
        return [round(self.low, 6), round(self.high, 6)]


def rate_interval(events: int, trials: int) -> tuple[float, float]:
    """Return the exact two-sided 95% interval of a rate (Clopper-Pearson).

    Raises:
        Refused: there was no trial; nothing sampled is not a pass.
    """
    from scipy.special import betaincinv  # type: ignore[import-untyped, unused-ignore]

    if trials < 1 or not 0 <= events <= trials:
        raise Refused(f"{events} of {trials} is no sample.", cause="Nothing was sampled.", remedy="Sample something.")
    tail = (1 - CONFIDENCE) / 2
    low = float(betaincinv(events, trials - events + 1, tail)) if events else 0.0
    high = float(betaincinv(events + 1, trials - events, 1 - tail)) if events < trials else 1.0
    return low, high


def area_under_curve(members: Sequence[float], others: Sequence[float]) -> Area:
    """Return how often a member's score is above another's (a tie counts half), with the interval of DeLong.

    Where the two are wholly apart, DeLong's variance is zero and would claim certainty; the interval is then that of as many
    disjoint pairs, all in the same order, which is exact.

    Raises:
        Refused: there are fewer than two of either.
    """
    m, n = len(members), len(others)
    if min(m, n) < 2:
        raise Refused(
            f"{m} members and {n} others cannot be compared.",
            cause="Nothing sampled is not a pass.",
            remedy="Give more text that was trained on, and more that was not.",
        )
    x, y = np.asarray(members, dtype=np.float64), np.asarray(others, dtype=np.float64)
    of_x, of_y = _placements(x, y), 1 - _placements(y, x)
    auc = float(of_x.mean())
    variance = float(of_x.var(ddof=1) / m + of_y.var(ddof=1) / n)
    if variance == 0 and auc in (0.0, 1.0):
        low, high = rate_interval(min(m, n) if auc else 0, min(m, n))
        return Area(auc, low, high)
    half = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2) * math.sqrt(variance)
    return Area(auc, max(0.0, auc - half), min(1.0, auc + half))


def _placements(x: _Floats, y: _Floats) -> _Floats:
    """Return, for each of `x`, the share of `y` below it, ties counted half."""
    ordered = np.sort(y)
    below = np.searchsorted(ordered, x, side="left") + np.searchsorted(ordered, x, side="right")
    return np.asarray(below / (2 * len(y)))


def chance_of_ranks(shares: Sequence[float]) -> float:
    """Return the chance that secrets nobody planted take ranks as low as these together (Fisher's method).

    Args:
        shares: of each canary its rank divided by the number of candidates, above 0 and at most 1.

    Returns:
        A p-value: small when the model knows at least some of them.
    """
    if not shares:
        return 1.0
    total = -sum(math.log(share) for share in shares)
    # The sum of n such logarithms has a gamma distribution, whose tail is a Poisson sum.
    terms = [math.exp(k * math.log(total) - total - math.lgamma(k + 1)) for k in range(len(shares))] if total else [1.0]
    return min(1.0, math.fsum(terms))
