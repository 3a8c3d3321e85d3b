"""The two pattern files that decide what becomes of a file: `.gitattributes` (large or not) and `.gitignore`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["DEFAULT_ATTRIBUTES", "IgnoreRule", "is_ignored", "is_tracked_large", "parse_ignore"]

_LARGE_PATTERNS = """
*.7z *.arrow *.bin *.bz2 *.ckpt *.flac *.ftz *.gguf *.gz *.h5 *.joblib *.jpeg *.jpg *.lz4 *.mlmodel *.model *.mp3 *.mp4
*.msgpack *.npy *.npz *.onnx *.ot *.parquet *.pb *.pdf *.pickle *.pkl *.png *.pt *.pth *.rar *.safetensors *.tar
*.tflite *.tgz *.wasm *.wav *.webp *.xz *.zip *.zst saved_model/**/* *tfevents*
"""

DEFAULT_ATTRIBUTES = "".join(f"{pattern} filter=lfs diff=lfs merge=lfs -text\n" for pattern in _LARGE_PATTERNS.split())
"""The `.gitattributes` that every new repository starts with."""


@dataclass(frozen=True)
class IgnoreRule:
    """One line of a `.gitignore`: what it matches, and whether it takes back an earlier line."""

    expression: re.Pattern[str]
    is_exception: bool
    only_folders: bool


def is_tracked_large(attributes: str, path: str) -> bool:
    """Whether the last line of a `.gitattributes` that speaks of `path` gives it to LFS."""
    is_large = False
    for line in attributes.splitlines():
        pattern, *words = line.split() or [""]
        if not pattern or pattern.startswith("#"):
            continue
        filters = [word for word in words if word.lstrip("-!").split("=")[0] == "filter"]
        if filters and _expression(pattern).fullmatch(path):
            is_large = filters[-1] == "filter=lfs"
    return is_large


def parse_ignore(content: str) -> tuple[IgnoreRule, ...]:
    """The rules of a `.gitignore` in their order."""
    rules = []
    for line in content.splitlines():
        pattern = line.rstrip()
        if not pattern or pattern.startswith("#"):
            continue
        is_exception = pattern.startswith("!")
        pattern = pattern.removeprefix("!").removeprefix("\\")
        only_folders = pattern.endswith("/")
        rules.append(IgnoreRule(_expression(pattern.rstrip("/")), is_exception, only_folders))
    return tuple(rules)


def is_ignored(rules: Sequence[IgnoreRule], path: str) -> bool:
    """Whether the rules leave the file at `path` out; below an ignored folder nothing is taken back."""
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        is_file = depth == len(parts)
        verdict = False
        for rule in rules:
            if not (rule.only_folders and is_file) and rule.expression.fullmatch("/".join(parts[:depth])):
                verdict = not rule.is_exception
        if verdict:
            return True
    return False


def _expression(pattern: str) -> re.Pattern[str]:
    """Git's wildcards as a regular expression: without an inner slash a pattern holds in every folder."""
    anchored = "/" in pattern.rstrip("/")
    text = pattern.lstrip("/")
    built = "" if anchored else "(?:.*/)?"
    position = 0
    while position < len(text):
        taken, piece = _translate(text, position)
        built += piece
        position += taken
    try:
        return re.compile(built, re.DOTALL)
    except re.error:  # "[z-a]": git, too, takes what is not a wildcard as it stands
        return re.compile(re.escape(text))


_WILDCARDS = (("**/", "(?:.*/)?"), ("/**", "/.*"), ("**", ".*"), ("*", "[^/]*"), ("?", "[^/]"))


def _translate(text: str, position: int) -> tuple[int, str]:
    for wildcard, expression in _WILDCARDS:
        ends = position + len(wildcard) == len(text)
        if text.startswith(wildcard, position) and (wildcard != "/**" or ends):
            return len(wildcard), expression
    character = text[position]
    if character == "[" and (closing := text.find("]", position + 2)) > 0:
        inner = text[position + 1 : closing].replace("\\", "\\\\").replace("[", "\\[")
        return closing + 1 - position, f"[{inner.replace('!', '^', 1) if inner.startswith('!') else inner}]"
    if character == "\\" and position + 1 < len(text):
        return 2, re.escape(text[position + 1])
    return 1, re.escape(character)
