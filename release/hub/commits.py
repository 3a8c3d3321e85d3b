"""Making a commit: gather its lines, then change the branch in one transaction."""

from __future__ import annotations

from release.hub.blobs import Blob
from release.hub.cards import read_card
from release.hub.contents import files_of, save_tree
from release.hub.history import Commit, add_commit, advance, head
from release.hub.operations import (
    AddLarge,
    AddRegular,
    Change,
    Delete,
    Header,
    Operation,
    apply,
    read_line,
)
from release.hub.problems import Malformed, StaleParent, Unavailable
from release.hub.repositories import Repository
from release.hub.store import Store
from release.hub.trees import FileEntry, plant

__all__ = ["Draft", "commit", "commit_files"]

_BATCH_BYTES = 16_000_000
_BATCH_FILES = 1000


class Draft:
    """A commit while its lines arrive; small contents leave for the disk in batches, so memory stays bounded.

    Args:
        store: where contents are kept. What is kept for a commit that then fails stays, invisible, for the next try.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._header: Header | None = None
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self.changes: list[Change] = []

    @property
    def header(self) -> Header:
        """What the commit says of itself.

        Raises:
            Malformed: it did not.
        """
        if self._header is None:
            raise Malformed("A commit begins with a header.")
        return self._header

    def add(self, line: bytes) -> None:
        """Take in one line.

        Raises:
            Malformed: the line is none, its path is bad, a card's metadata is wrong, or a large file was not uploaded.
        """
        if not line.strip():
            return
        read = read_line(line)
        if isinstance(read, Header):
            if self._header is not None:
                raise Malformed("A commit has one header only.")
            self._header = read
        else:
            self.changes.append(self._change(read))

    def settle(self) -> None:
        """Bring the last contents to the disk; called once, after the last line.

        Raises:
            Malformed: there was no header.
        """
        self._flush()
        _ = self.header

    def _change(self, operation: Operation) -> Change:
        if isinstance(operation, AddRegular):
            if operation.path == "README.md":
                read_card(operation.content.decode("utf-8", "replace")).refuse_errors()
            self._pending.append(operation.content)
            self._pending_bytes += len(operation.content)
            if self._pending_bytes > _BATCH_BYTES or len(self._pending) > _BATCH_FILES:
                self._flush()
            return Change(operation.path, FileEntry.regular(operation.content))
        if isinstance(operation, AddLarge):
            return Change(operation.path, self._large_entry(operation))
        return Change(operation.path, is_folder=not isinstance(operation, Delete))

    def _large_entry(self, operation: AddLarge) -> FileEntry:
        size = self._store.blobs.size(operation.sha256)
        if size is None:
            raise Malformed(
                "Your push was rejected because an LFS pointer pointed to a file that does not exist. "
                f"Offending file: {operation.path}"
            )
        if operation.size not in (None, size):
            raise Malformed(f"{operation.path} was uploaded with {size} bytes, not {operation.size}.")
        return FileEntry.large(operation.sha256, size)

    def _flush(self) -> None:
        self._store.blobs.keep_all(self._pending)
        self._pending, self._pending_bytes = [], 0


def commit(store: Store, repository: Repository, reference: str, draft: Draft) -> Commit:
    """Apply a settled draft to a branch or pull request: all of it or nothing.

    Raises:
        RevisionNotFound: there is no such branch or pull request.
        StaleParent: it does not stand where the author saw it.
        EntryNotFound: what is to be deleted is not there.
        Malformed: the result would have a file and a folder of the same name.
    """
    header = draft.header
    with store.database.transaction():
        before = head(store.database, repository, reference)
        if header.parent is not None and not (len(header.parent) >= 7 and before.oid.startswith(header.parent)):
            raise StaleParent("A commit has happened since. Please refresh and try again.")
        files = apply(draft.changes, files_of(store.database, before.tree))
        return commit_files(store, repository, reference, before, files, title=header.title, message=header.message)


def commit_files(
    store: Store,
    repository: Repository,
    reference: str,
    before: Commit,
    files: dict[str, FileEntry],
    *,
    title: str,
    message: str,
) -> Commit:
    """Make `files` the state of a branch or pull request that stands at `before`.

    Raises:
        StaleParent: it does not stand there any more.
        Unavailable: a content was cleared away while the commit was on its way.
    """
    database = store.database
    with database.transaction():
        known = {entry.sha256 for entry in files_of(database, before.tree).values()}
        for path, entry in files.items():
            if entry.sha256 not in known and not store.blobs.holds(Blob(entry.sha256, entry.size)):
                raise Unavailable(f"The content of {path} was cleared away meanwhile; send it again.")
        planted = plant(files)
        save_tree(database, planted)
        after = add_commit(
            *(database, repository),
            parent=before.oid,
            tree=planted.root,
            title=title,
            message=message,
            author=store.user,
        )
        advance(database, repository, reference, expected=before.oid, target=after.oid)
        return after
