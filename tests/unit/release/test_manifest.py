"""`Manifest`: the order of files and the name of the folder do not matter, one changed byte does."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from release.manifest import FileDigest, Manifest, data_digest, digest_file, manifest_of

FILES = {
    "README.md": b"# Note\n",
    "data/ner/train-00000-of-00001.parquet": b"PAR1\x00\x01",
    "corpus.json": b"{}\n",
    "vuoto.txt": b"",
}

paths = st.text(st.sampled_from("abcàé/ .\U0001fa7a"), min_size=1, max_size=8)
digests = st.builds(
    lambda content: FileDigest(hashlib.sha256(content).hexdigest(), hashlib.sha1(content).hexdigest(), len(content)),
    st.binary(max_size=4),
)
manifests = st.dictionaries(paths, digests, max_size=5)


def _write(root: Path, files: dict[str, bytes] = FILES) -> Path:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def _manifest(root: Path) -> Manifest:
    return manifest_of(root, [path for path in root.rglob("*") if path.is_file()])


def test_the_name_of_the_folder_does_not_matter(tmp_path: Path) -> None:
    one, other = _write(tmp_path / "one"), _write(tmp_path / "deep" / "other")
    assert _manifest(one) == _manifest(other)
    assert _manifest(one).digest == _manifest(other).digest


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    root = _write(tmp_path)
    listed = sorted(path for path in root.rglob("*") if path.is_file())
    assert manifest_of(root, listed).digest == manifest_of(root, reversed(listed)).digest
    backwards = Manifest(dict(reversed(_manifest(root).files.items())))
    assert backwards.digest == _manifest(root).digest
    assert list(backwards.to_json()["files"]) == sorted(FILES)


@pytest.mark.parametrize(
    "change",
    [
        {**FILES, "README.md": b"# note\n"},
        {**FILES, "vuoto.txt": b"\n"},
        {**{path: content for path, content in FILES.items() if path != "vuoto.txt"}, "vuoto.md": b""},
        {path: content for path, content in FILES.items() if path != "vuoto.txt"},
        {**FILES, "README.md": FILES["corpus.json"], "corpus.json": FILES["README.md"]},
    ],
    ids=["one byte", "one byte more", "another name", "a file less", "contents exchanged"],
)
def test_whatever_changes_changes_the_digest(tmp_path: Path, change: dict[str, bytes]) -> None:
    assert _manifest(_write(tmp_path / "a")).digest != _manifest(_write(tmp_path / "b", change)).digest


@settings(deadline=None)
@given(manifests, manifests)
def test_two_manifests_have_the_same_digest_just_when_they_name_the_same_bytes(
    one: dict[str, FileDigest], other: dict[str, FileDigest]
) -> None:
    assert (Manifest(one).digest == Manifest(other).digest) == (one == other)


@settings(deadline=None)
@given(manifests)
def test_the_digest_is_that_of_the_canonical_json_which_survives_ordinary_json(files: dict[str, FileDigest]) -> None:
    manifest = Manifest(files)
    again = json.loads(json.dumps(manifest.to_json()))
    assert hashlib.sha256(rfc8785.dumps(again)).hexdigest() == manifest.digest
    assert again["files"] == {path: {"sha256": each.sha256, "size": each.size} for path, each in files.items()}


@pytest.mark.parametrize(
    "content", [b"", b"a\n", b"perch\xc3\xa9", b"\x00" * 3_000_000], ids=["empty", "short", "text", "large"]
)
def test_a_file_is_hashed_as_sha256sum_and_as_git_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    digest = digest_file(path)
    assert digest.sha256 == hashlib.sha256(content).hexdigest()
    assert digest.size == len(content)
    if shutil.which("git"):
        git = subprocess.run(
            ["git", "hash-object", "--no-filters", str(path)], capture_output=True, text=True, check=True
        )
        assert digest.git_sha1 == git.stdout.strip()


def test_the_size_is_that_of_all_files(tmp_path: Path) -> None:
    assert _manifest(_write(tmp_path)).size == sum(map(len, FILES.values()))


def test_paths_are_posix_and_relative(tmp_path: Path) -> None:
    assert set(_manifest(_write(tmp_path)).files) == set(FILES)


def test_the_digest_of_the_data_covers_data_and_corpus_json_and_nothing_else(tmp_path: Path) -> None:
    before = data_digest(_write(tmp_path))
    (tmp_path / "README.md").write_bytes(b"another card")
    (tmp_path / "rejected").mkdir()
    (tmp_path / "rejected" / "ner.jsonl").write_bytes(b"{}")
    assert data_digest(tmp_path) == before
    seen = {before}
    for path, content in (
        ("corpus.json", b"{ }\n"),
        ("data/ner/train-00000-of-00001.parquet", b"PAR1\x00\x02"),
        ("data/ner/note.txt", b"x"),
    ):
        (tmp_path / path).write_bytes(content)
        seen.add(data_digest(tmp_path))
    assert len(seen) == 4, "each of the three changes must give a digest of its own"
