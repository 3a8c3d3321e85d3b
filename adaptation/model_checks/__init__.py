"""The checks of models: files, leaks, weights, declared class, tokenizer, template, generation, adapter.

`rules.examine(folder, MODEL_CHECKS)` gives the same `Report` as an examination of a dataset.
"""

from adaptation.model_checks import adapter, declared, files, generation, leaks, texts, weights
from adaptation.model_checks.rules import ModelCheck

__all__ = ["MODEL_CHECKS"]

MODEL_CHECKS: tuple[ModelCheck, ...] = (
    files.CHECK,
    leaks.CHECK,
    weights.CHECK,
    declared.CHECK,
    texts.TOKENIZER_CHECK,
    texts.TEMPLATE_CHECK,
    generation.CHECK,
    adapter.CHECK,
)
"""All of them, in the order in which a report is read."""
