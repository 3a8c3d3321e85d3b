"""What tokenizer and chat template make of a note: do ids, bytes and turns come back as they went in?

A model is measured with one tokenizer and used with another when `AutoTokenizer` does not give the ids of tokenizer.json; spans are
lost when a template strips spaces; training and inference part when a prompt is no prefix of prompt and answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from adaptation.checkpoint.attempt import Attempt, attempt, quiet

__all__ = ["ANSWER", "BORDERED", "PROBES", "SPACED", "Tokeniser", "load_tokeniser"]

PROBES = (
    "Perché è già più su: «dispnea» — così, nell'anamnesi, à ò ù È",
    "T 37,5 °C  PA 130/80 mmHg\tFC 72\r\n\r\n- SpO₂ 97% in aria ambiente",
    "\n\nRX torace: nella norma .\n   Terapia , invariata",
    "  nota con spazi davanti e dietro  ",
    "10 000 UI, 1.000 mg, 2,5 µg/kg; α-bloccante ½ cp x 3/die",
    "l'ecografia dell'addome e dell'arteria, un po' lenta",
    "🩺 👩‍⚕️ ≥ 3 ± 0,5",
    "A" * 300,
    "   ",
)
"""Invented scraps of notes with what tokenizers stumble over. Composed letters only: a tokenizer may compose them itself."""

SPACED = "Riga uno\n\n\nriga  due\tcolonna   tre\n - voce"
"""A message whose inside must stand in the rendered prompt as it is."""
BORDERED = "  \n testo con bordi \n\n "
"""A message whose edges a template may trim."""
ANSWER = "Dispnea da tre giorni."
_ANSWERS = (ANSWER, '{"entities": [{"text": "dispnea", "label": "SINTOMO"}]}', "È nella norma.\nNon febbre")
_QUESTION = "Quali sintomi ha il paziente?\nNota: riferisce dispnea da tre giorni."


class Tokeniser:
    """A folder's tokenizer as `AutoTokenizer` gives it, beside tokenizer.json as it stands."""

    def __init__(self, loaded: Any, raw: Any) -> None:
        self.loaded = loaded
        self.raw = raw

    @property
    def size(self) -> int:
        """One more than the highest token id."""
        return max(self.loaded.get_vocab().values(), default=-1) + 1

    @cached_property
    def added(self) -> dict[int, str]:
        """Id -> text of the tokens that are matched as a whole before the text is cut up."""
        return {id: token.content for id, token in self.loaded.added_tokens_decoder.items()}

    def ids(self, text: str, **settings: Any) -> list[int]:
        """Return a text's ids, without those a tokenizer puts around it."""
        given: list[int] = self.loaded(text, add_special_tokens=False, **settings)["input_ids"]
        return given

    def probes_with_other_ids(self) -> list[int]:
        """Return the numbers of the probes whose ids are not those of tokenizer.json; empty where there is none to compare."""
        if self.raw is None:
            return []
        pairs = ((self.ids(text), self.raw.encode(text, add_special_tokens=False).ids) for text in PROBES)
        return [number for number, (given, wanted) in enumerate(pairs) if given != wanted]

    def probes_that_change(self) -> list[int]:
        """Return the numbers of the probes that do not come back from their ids as they were."""
        with quiet():
            return [number for number, text in enumerate(PROBES) if self.loaded.decode(self.ids(text)) != text]

    def controls(self) -> dict[int, str]:
        """Return id -> text of the tokens that steer the model: those named by the tokenizer, and those that frame the turns."""
        named = {self.loaded.convert_tokens_to_ids(token) for token in self.loaded.all_special_tokens}
        framing = set(self.ids(self.prompt() or "")) | {self.end_of_turn()}
        return {id: text for id, text in sorted(self.added.items()) if id in named | framing}

    def controls_read_from_a_note(self) -> list[int]:
        """Return the ids of control tokens that a note's text becomes even when it is encoded with `split_special_tokens`."""
        found = []
        for id, text in self.controls().items():
            if id in self.ids(f"dispnea {text} da ieri", split_special_tokens=True):
                found.append(id)
        return found

    # ------------------------------------------------------------------------------------------------ the template

    def render(self, messages: list[dict[str, str]], *, prompt: bool) -> str | None:
        """Render a conversation; None where the template fails."""
        return self.try_to_render(messages, prompt=prompt).value

    def try_to_render(self, messages: list[dict[str, str]], *, prompt: bool) -> Attempt[str]:
        """Render a conversation, or tell how the template fails."""
        if not self.loaded.chat_template:
            return Attempt(None, "no template")
        return attempt(
            lambda: str(self.loaded.apply_chat_template(messages, tokenize=False, add_generation_prompt=prompt))
        )

    def prompt(self, content: str = _QUESTION) -> str | None:
        """Render what the model is given before it answers."""
        return self.render([_user(content)], prompt=True)

    def keeps(self, content: str) -> bool:
        """Does a message stand in the rendered prompt, letter for letter?"""
        return content in (self.prompt(content) or "")

    def keeps_answers(self) -> bool:
        """Does an answer stand in the rendered conversation, letter for letter?"""
        return all(
            answer in (self.render([_user(_QUESTION), _assistant(answer)], prompt=False) or "") for answer in _ANSWERS
        )

    def answers_off_the_prompt(self) -> list[int]:
        """Return the numbers of the answers with which the prompt's ids do not begin the ids of prompt and answer."""
        prompt = self.prompt()
        if prompt is None:
            return []
        begins = self.ids(prompt)
        wrong = []
        for number, answer in enumerate(_ANSWERS):
            whole = self.render([_user(_QUESTION), _assistant(answer)], prompt=False)
            if whole is None or self.ids(whole)[: len(begins)] != begins:
                wrong.append(number)
        return wrong

    def end_of_turn(self) -> int | None:
        """Return the id of the control token that the template puts after an answer; None where it puts none."""
        whole = self.render([_user(_QUESTION), _assistant(ANSWER)], prompt=False)
        if whole is None or ANSWER not in whole:
            return None
        tail = whole[whole.rindex(ANSWER) + len(ANSWER) :]
        return next((id for id in self.ids(tail) if id in self.added), None)


def _user(content: str) -> dict[str, str]:
    return {"role": "user", "content": content}


def _assistant(content: str) -> dict[str, str]:
    return {"role": "assistant", "content": content}


def load_tokeniser(root: Path) -> Attempt[Tokeniser]:
    """Load a folder's tokenizer from its files alone, running none of its code; or tell how that fails."""
    return attempt(lambda: _load(root))


def _load(root: Path) -> Tokeniser:
    import transformers
    from tokenizers import Tokenizer

    raw = Tokenizer.from_file(str(root / "tokenizer.json")) if (root / "tokenizer.json").is_file() else None
    loaded = transformers.AutoTokenizer.from_pretrained(str(root), local_files_only=True, trust_remote_code=False)
    tokeniser = Tokeniser(loaded, raw)
    for text in PROBES:
        tokeniser.ids(
            text
        )  # a tokenizer that loads and then fails on plain text is no better than one that does not load
    return tokeniser


def tokens_not_in_the_vocabulary(root: Path, named: Iterable[str]) -> list[str]:
    """Return those of the `named` special tokens that tokenizer.json does not have: loading adds them behind the vocabulary."""
    raw = json.loads((root / "tokenizer.json").read_text(encoding="utf-8"))
    added = {token["content"] for token in raw.get("added_tokens", [])}
    vocabulary = raw.get("model", {}).get("vocab", {})
    known = set(vocabulary) if isinstance(vocabulary, dict) else {piece for piece, _ in vocabulary}
    return [token for token in named if token not in added | known]
