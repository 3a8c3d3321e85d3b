"""`EvalResult`: one number, and everything without which it means nothing. A result over no example is refused."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["EvalResult", "NothingMeasured"]


class NothingMeasured(ValueError):
    """A result over no example, or whose value lies outside its own interval."""


@dataclass(frozen=True)
class EvalResult:
    """One measurement.

    Args:
        task: config and version, "ner@1".
        data_revision: commit or digest of the dataset that was measured on.
        model_revision: digest of the weights and tokeniser that were measured.
        recipe: digest of prompt, shots, decoding and generation settings.
        metric: its name, such as "span-f1".
        value: between `low` and `high`.
        low: lower end of the 95% confidence interval.
        high: its upper end.
        n: examples measured; never 0.
        seed: of everything that was drawn.
    """

    task: str
    data_revision: str
    model_revision: str
    recipe: str
    metric: str
    value: float
    low: float
    high: float
    n: int
    seed: int

    def __post_init__(self) -> None:
        if self.n <= 0:
            raise NothingMeasured(f"{self.task} {self.metric}: measured on {self.n} examples")
        if not self.low <= self.value <= self.high:
            raise NothingMeasured(f"{self.task} {self.metric}: {self.value} lies outside [{self.low}, {self.high}]")

    def to_json(self) -> dict[str, Any]:
        """The result as results.json holds it; `from_json(r.to_json()) == r`."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> EvalResult:
        """Read back what `to_json` gave."""
        return cls(**raw)
