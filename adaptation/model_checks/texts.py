"""TOK and TEMPLATE: a note comes back from its ids as it was, and the chat template frames it without touching it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptation.checkpoint.tokenising import ANSWER, BORDERED, SPACED, Tokeniser, tokens_not_in_the_vocabulary
from adaptation.model_checks.rules import ModelCheck, Subject, found
from validation.findings import Code, Finding, Severity

__all__ = ["TEMPLATE_CHECK", "TOKENIZER_CHECK"]


def _code(family: str, number: int, name: str, cause: str, remedy: str, severity: Severity = Severity.ERROR) -> Code:
    return Code(f"{family}{number:02d}", name, severity, cause=cause, remedy=remedy)


ABSENT = _code(
    "TOK", 1, "no-tokenizer", "The trainer saved the model alone.", "Save the tokenizer into the same folder."
)
UNLOADABLE = _code(
    "TOK",
    2,
    "tokenizer-unloadable",
    "A tokenizer file is damaged, missing, or of another version.",
    "Save the tokenizer again.",
)
OTHER_IDS = _code(
    "TOK",
    3,
    "ids-differ",
    "AutoTokenizer gives other ids than tokenizer.json, most often because tokenizer_class names a class with its own rules.",
    "Set tokenizer_class to PreTrainedTokenizerFast, or save with the class that the model was trained with.",
)
LOSSY = _code(
    "TOK",
    4,
    "text-not-kept",
    "A text does not come back from its ids: a normaliser, or clean_up_tokenization_spaces, changes spaces, case or signs.",
    "Set clean_up_tokenization_spaces to false; where a normaliser does it, spans of this model cannot be verbatim.",
)
INJECTED = _code(
    "TOK",
    5,
    "note-becomes-control",
    "A control token written inside a note is read as one even with split_special_tokens: it is not marked special.",
    'Mark the tokens that frame turns "special": true in tokenizer.json and tokenizer_config.json.',
)
TOO_MANY = _code(
    "TOK",
    6,
    "more-tokens-than-embeddings",
    "Tokens were added and the embeddings were not resized: an id beyond the last row fails, or reads foreign memory.",
    "Call resize_token_embeddings before training, or remove the added tokens.",
)
UNNAMED = _code(
    "TOK",
    7,
    "special-token-unknown",
    "tokenizer_config.json names a special token that tokenizer.json does not have; loading adds it behind the vocabulary.",
    "Name the token that the model was trained with.",
)
NO_TEMPLATE = _code(
    "TEMPLATE",
    1,
    "no-chat-template",
    "The folder has no chat template: everybody will frame a note in another way.",
    "Save the template of training as chat_template.jinja; for a model without turns, say so in the card.",
    Severity.WARNING,
)
FAILS = _code(
    "TEMPLATE", 2, "template-fails", "The template cannot render a question and an answer.", "Correct the Jinja text."
)
STRIPS = _code(
    "TEMPLATE",
    3,
    "template-changes-text",
    "The template strips or changes spaces inside a message, so that places in a note move.",
    "Write {{ message.content }} without filters that change text.",
)
TRIMS = _code(
    "TEMPLATE",
    4,
    "template-trims-edges",
    "The template trims a message's edges: offsets in a note that begins with spaces are off by as many.",
    "Leave `| trim` out, or count offsets in the trimmed note, and say so in the card.",
    Severity.WARNING,
)
NO_PREFIX = _code(
    "TEMPLATE",
    5,
    "prompt-no-prefix",
    "The ids of the prompt do not begin the ids of prompt and answer: training saw another prompt than inference gives.",
    "Let add_generation_prompt end exactly where an answer begins.",
)
ENDLESS = _code(
    "TEMPLATE",
    6,
    "answer-without-end",
    "The template puts no control token after an answer, so that the model never learns to stop.",
    "End the assistant's turn with the tokenizer's end-of-turn token.",
)
REACHES_OUT = _code(
    "TEMPLATE",
    7,
    "template-reaches-out",
    "The template uses names by which Jinja reaches Python: a loader without a sandbox would run them.",
    "Remove everything with double underscores, and any import or include.",
)

_OUT = re.compile(
    r"__\w+__|\b_(?:mro|subclasses)\b|{%-?\s*(?:import|include|from|extends)\b|\bcycler\b|\bjoiner\b|\bnamespace\.__"
)


def _examine_tokenizer(subject: Subject) -> Iterator[Finding]:
    folder = subject.folder
    if not folder.has_tokenizer:
        if not folder.is_adapter:  # an adapter is used with the tokenizer of its base
            yield found(ABSENT, "tokenizer.json")
        return
    tokeniser = subject.tokeniser.value
    if tokeniser is None:
        yield found(UNLOADABLE, "tokenizer.json", "", subject.tokeniser.failure)
        return
    wrong = tokeniser.probes_with_other_ids()
    if wrong:
        yield found(OTHER_IDS, "tokenizer_config.json", "tokenizer_class", _of_probes(wrong))
    wrong = tokeniser.probes_that_change()
    if wrong:
        yield found(LOSSY, "tokenizer.json", "", _of_probes(wrong))
    for id in tokeniser.controls_read_from_a_note():
        yield found(INJECTED, "tokenizer.json", f"id {id}")
    yield from _of_vocabulary(subject, tokeniser)


def _of_probes(numbers: list[int]) -> str:
    return "on the built-in texts " + ", ".join(str(number) for number in numbers)


def _of_vocabulary(subject: Subject, tokeniser: Tokeniser) -> Iterator[Finding]:
    folder = subject.folder
    rows = folder.embedding.shape[0] if folder.embedding else folder.config.get("vocab_size")
    if isinstance(rows, int) and tokeniser.size > rows:
        yield found(TOO_MANY, "tokenizer.json", "", f"{tokeniser.size:,} ids, {rows:,} rows of embeddings")
    if "tokenizer.json" in folder.files:
        told = folder.settings("tokenizer_config.json")
        named = {key: _text(told[key]) for key in ("bos_token", "eos_token", "pad_token", "unk_token") if told.get(key)}
        unknown = set(tokens_not_in_the_vocabulary(folder.root, named.values()))
        for key, token in named.items():
            if token in unknown:
                yield found(UNNAMED, "tokenizer_config.json", key)


def _text(token: object) -> str:
    return str(token.get("content")) if isinstance(token, dict) else str(token)


def _examine_template(subject: Subject) -> Iterator[Finding]:
    folder = subject.folder
    if folder.template is None:
        if not folder.is_adapter or folder.has_tokenizer:
            yield found(NO_TEMPLATE, "chat_template.jinja")
        return
    file = "chat_template.jinja" if "chat_template.jinja" in folder.files else "tokenizer_config.json"
    if _OUT.search(folder.template):
        yield found(REACHES_OUT, file)
        return
    tokeniser = subject.tokeniser.value if folder.has_tokenizer else None
    if tokeniser is None:
        return  # TOK01 or TOK02 stands already
    messages = [{"role": "user", "content": SPACED}, {"role": "assistant", "content": ANSWER}]
    rendered = [tokeniser.try_to_render(messages[: 2 - prompt], prompt=prompt) for prompt in (True, False)]
    failures = [each.failure for each in rendered if each.value is None]
    if failures:
        yield found(FAILS, file, "", failures[0])
        return
    yield from _of_frame(tokeniser, file)


def _of_frame(tokeniser: Tokeniser, file: str) -> Iterator[Finding]:
    if not tokeniser.keeps(SPACED) or not tokeniser.keeps_answers():
        yield found(STRIPS, file)
    elif not tokeniser.keeps(BORDERED):
        yield found(TRIMS, file)
    if tokeniser.answers_off_the_prompt():
        yield found(NO_PREFIX, file)
    if tokeniser.end_of_turn() is None:
        yield found(ENDLESS, file)


TOKENIZER_CHECK = ModelCheck(
    "tokenizer",
    "A note comes back from its ids as it was, and cannot become a command.",
    (ABSENT, UNLOADABLE, OTHER_IDS, LOSSY, INJECTED, TOO_MANY, UNNAMED),
    _examine_tokenizer,
)
TEMPLATE_CHECK = ModelCheck(
    "template",
    "The chat template frames a note without touching it.",
    (NO_TEMPLATE, FAILS, STRIPS, TRIMS, NO_PREFIX, ENDLESS, REACHES_OUT),
    _examine_template,
)
