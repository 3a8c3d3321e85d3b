"""The codes of defects of a model card; `model_lint` finds them."""

from __future__ import annotations

from validation.findings import Code, Severity

__all__ = ["CODES"]


def _error(number: int, name: str, cause: str, remedy: str) -> Code:
    return Code(f"MCARD{number:02d}", name, Severity.ERROR, cause=cause, remedy=remedy)


MISSING = _error(
    1,
    "model-card-missing",
    "The folder has no README.md, so the Hub would show the weights with no word about them.",
    "Render it: `referto publish` writes it.",
)
UNREADABLE = _error(
    2,
    "model-card-yaml-invalid",
    "The front matter between the two lines of --- is missing, or is not YAML.",
    "Do not edit it by hand; render the card again.",
)
FIELD_MISSING = _error(
    3,
    "model-card-field-missing",
    "A field that users search and decide by is absent or empty: licence, base model, language, datasets, ...",
    "Complete run.json; the card is computed from it.",
)
VALUE_UNKNOWN = _error(
    4,
    "model-card-value-unknown",
    "The Hub's closed list does not have this value, the licence is `unknown`, or `license: other` lacks its name and link.",
    "Take a value of the Hub's list; for `other` give license_name and license_link.",
)
PLACEHOLDER = _error(
    5,
    "model-card-placeholder-left",
    "A place of a template was not filled in: [More Information Needed], None, TODO, `licence: license`.",
    "Say it, or take the line out; cards that trainers write are not published.",
)
BASE_DIFFERS = _error(
    6,
    "base-model-differs",
    "The card names another base model, or another relation to it, than run.json.",
    "Render the card again from run.json.",
)
LICENCE_DIFFERS = _error(
    7,
    "model-licence-differs",
    "The card's licence is not the one that follows from the base model and the training data.",
    "Render the card again; the licence of a model is computed, never chosen freely.",
)
STATEMENT_MISSING = _error(
    8,
    "licence-statement-missing",
    "The base model's licence demands words that the card does not show, such as `Built with Llama`.",
    "Render the card again, or put the words into its text.",
)
NAME_WRONG = _error(
    9,
    "model-name-prefix-missing",
    "The base model's licence demands that the name of the model begins with that of the base.",
    "Change `repo` in the release file: Llama-..., for Llama 3 itself Llama-3-...",
)
WITHOUT_RUN = _error(
    10,
    "score-without-run",
    "A score stands in the card that no results.json holds.",
    "Take it out, or measure it with `referto evaluate` and name the results in the release file.",
)
DIFFERS = _error(
    11,
    "score-differs",
    "A score, interval, n or share in the card is not the one in results.json.",
    "Render the card again; numbers are never typed.",
)
LEFT_OUT = _error(
    12,
    "result-left-out",
    "results.json holds a score of this model that the card does not tell.",
    "Render the card again; what was measured is told, whether it pleases or not.",
)
MEMORISATION_MISSING = _error(
    13,
    "memorisation-report-missing",
    "Nobody tested whether the model recites its training text, and no reason stands in the card.",
    "Run `referto canaries`, or write a reason of a few words in the release file.",
)
MEMORISATION_INCOMPLETE = _error(
    14,
    "memorisation-report-incomplete",
    "memorisation.json lacks canaries, exposure, extraction, verbatim recall, or membership with its interval.",
    "Run the whole report; one measure alone can look safe while another is not.",
)
USAGE_MISSING = _error(
    15,
    "usage-code-missing",
    "The card has no Python that loads this very model.",
    "Render the card again.",
)
DATA_NOT_LINKED = _error(
    16,
    "training-data-not-linked",
    "A training dataset is not in the card's metadata, or not in its text with its commit.",
    "Render the card again from run.json.",
)
EMISSIONS_BARE = _error(
    17,
    "emissions-unqualified",
    "A figure of emissions stands without method and hardware, is not called an estimate, or was not measured in the run.",
    "Give kg_co2eq, method and hardware in run.json, or leave emissions out.",
)
LOCAL_PATH = _error(
    18,
    "local-path-in-card",
    "A path of the machine, which may hold a user's name, stands in the card.",
    "Take it out, and out of the recipe.",
)
NOT_EVALUATED = Code(
    "MCARD19",
    "model-not-evaluated",
    Severity.WARNING,
    cause="There is no result of this model; nobody can know what it is good for.",
    remedy="Run `referto evaluate` and name its results in the release file.",
)
SECTION_MISSING = _error(
    20,
    "model-card-section-missing",
    "A section that every model card has is not there.",
    "Render the card again.",
)
DATA_OF_SCORE_UNPINNED = _error(
    21,
    "evaluation-data-unpinned",
    "A score of this model does not say on which dataset, at which commit, it was measured.",
    "Evaluate on a published dataset, or publish it in the same release; run.json beside the results names it.",
)
OTHER_WEIGHTS = _error(
    22,
    "other-weights-measured",
    "The scores or the memorisation report are about other weights, tokenizer or template than the package holds.",
    "Evaluate and audit the folder that `referto package` wrote; a merge or a cast changes the answers.",
)
CODES = (
    MISSING,
    UNREADABLE,
    FIELD_MISSING,
    VALUE_UNKNOWN,
    PLACEHOLDER,
    BASE_DIFFERS,
    LICENCE_DIFFERS,
    STATEMENT_MISSING,
    NAME_WRONG,
    WITHOUT_RUN,
    DIFFERS,
    LEFT_OUT,
    MEMORISATION_MISSING,
    MEMORISATION_INCOMPLETE,
    USAGE_MISSING,
    DATA_NOT_LINKED,
    EMISSIONS_BARE,
    LOCAL_PATH,
    NOT_EVALUATED,
    SECTION_MISSING,
    DATA_OF_SCORE_UNPINNED,
    OTHER_WEIGHTS,
)
