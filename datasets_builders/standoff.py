"""From folders of texts with standoff annotations to events: one row a document, every document accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from datasets_builders.formats.brat import BratDocument, Standoff, UnreadableBrat, place, read_brat, read_text
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document, SpanError

__all__ = ["StandoffRows", "find_brat_folders", "find_folder", "split_of_folder"]


@dataclass(frozen=True)
class StandoffRows:
    """Where rows go and under which licence; a document's name is its id, its document and its group.

    Args:
        config: the config the rows go to.
        split: the split they go to.
        licence: the licence of every document.
    """

    config: str
    split: str
    licence: str

    def of_brat(self, *folders: Path) -> Iterator[Event]:
        """Read folders of `.txt` and `.ann` pairs; a file without its twin is rejected.

        A text without an `.ann` is no text without entities: nobody may have read it.
        """
        pairs = [
            (folder, name)
            for folder in folders
            for name in sorted({path.stem for path in folder.iterdir() if path.suffix in (".txt", ".ann")})
        ]
        yield Seen(self.config, self.split, len(pairs))
        for folder, name in pairs:
            try:
                document = read_brat(folder / f"{name}.txt")
            except FileNotFoundError as error:
                reason = f"{Path(error.filename).suffix[1:]}-file-missing"
                yield Rejected(self.config, self.split, name, reason, _kept(folder, name))
            except UnreadableBrat as error:
                yield Rejected(self.config, self.split, name, "not-utf-8", _kept(folder, name), str(error))
            else:
                yield from self.of_document(document)

    def of_table(self, texts: Path, mentions: Mapping[str, Standoff]) -> Iterator[Event]:
        """Read a folder of `.txt` whose mentions are in a table; a text that the table does not name has none.

        Mentions of a document that is not in the folder are counted as `mention-of-unknown-document`.
        """
        paths = sorted(texts.glob("*.txt"))
        yield Seen(self.config, self.split, len(paths))
        for path in paths:
            try:
                text, marked = read_text(path)
            except UnreadableBrat as error:
                kept = path.read_text(encoding="utf-8", errors="replace")
                yield Rejected(self.config, self.split, path.stem, "not-utf-8", kept, str(error))
                continue
            yield from self.of_document(BratDocument(path.stem, text, mentions.get(path.stem, Standoff()), marked))
        for name in sorted(set(mentions) - {path.stem for path in paths}):
            times = len(mentions[name].text_bounds) + len(mentions[name].unreadable)
            yield Repaired(self.config, self.split, name, "mention-of-unknown-document", times)

    def of_document(self, document: BratDocument) -> Iterator[Event]:
        """Place the annotations of one document and give its row, with what was repaired or left out."""
        placement = place(document)
        for code, times in sorted(placement.counts.items()):
            yield Repaired(self.config, self.split, document.name, code, times)
        if not document.text.strip():
            yield Rejected(self.config, self.split, document.name, "text-empty", document.text)
            return
        name, entities, relations = document.name, placement.entities, placement.relations
        try:
            row = Document(name, name, name, document.text, self.licence, entities, relations)
        except SpanError as error:
            yield Rejected(self.config, self.split, name, "span-broken", document.text, str(error))
        else:
            yield Record(self.config, self.split, row)


def _kept(folder: Path, name: str) -> dict[str, str]:
    paths = [folder / f"{name}{suffix}" for suffix in (".txt", ".ann")]
    return {p.suffix[1:]: p.read_text(encoding="utf-8", errors="replace") for p in paths if p.is_file()}


def find_folder(source: Path, *paths: str, holding: str = "*.txt", remedy: str = "") -> Path:
    """Return the first of `paths` that is a folder anywhere under `source` and holds files like `holding`.

    Raises:
        SourceMismatch: there is none.
    """
    for path in paths:
        for found in (source / path, *sorted(source.glob(f"**/{path}"))):
            if found.is_dir() and any(found.glob(holding)):
                return found
    raise SourceMismatch(
        f"There is no folder {' or '.join(paths)} with {holding} files in {source}.",
        cause="The folder is another one, or only a part of what was published.",
        remedy=remedy or "Unpack the published archive and give its folder to --source.",
    )


def find_brat_folders(source: Path, *languages: str) -> list[Path]:
    """Return the folders under `source` that hold `.txt` and `.ann` files and are called by one of `languages`.

    A folder is called so when a folder on its way has that name, or a name that ends with it after a dash or an underscore.
    Where there is one folder of pairs only, it is taken whatever it is called.

    Raises:
        SourceMismatch: there is none, or several and none is called so.
    """
    folders = sorted({path.parent for path in source.glob("**/*.ann")})
    folders = [folder for folder in folders if any(folder.glob("*.txt"))]
    called = [folder for folder in folders if _is_called(folder.relative_to(source), languages)]
    if called or len(folders) == 1:
        return called or folders
    raise SourceMismatch(
        f"There are {len(folders)} folders of .txt and .ann pairs in {source}, none of them called {languages[0]!r}.",
        cause="The folder is another one, or its parts are named by a custom that the reader does not know.",
        remedy="Give --source the folder that holds the pairs.",
    )


def _is_called(path: Path, languages: tuple[str, ...]) -> bool:
    return any(re.split(r"[-_]", part.lower())[-1] in languages for part in path.parts)


def split_of_folder(path: Path, *, otherwise: str = "train") -> str:
    """Tell the split by the names of the folders in `path`, which is relative to the source; the innermost name decides."""
    for part in reversed(path.parts):
        name = part.lower()
        for split, signs in (("validation", ("dev", "valid")), ("test", ("test",)), ("train", ("train",))):
            if any(sign in name for sign in signs):
                return split
    return otherwise
