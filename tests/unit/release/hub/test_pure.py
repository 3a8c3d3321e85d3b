"""The parts that touch neither disk nor network: names, trees, cards, patterns, operations."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release.hub.cards import read_card
from release.hub.names import RepoId, check_path, check_ref_name, check_repo_id
from release.hub.operations import AddLarge, Change, Header, apply, read_line
from release.hub.patterns import DEFAULT_ATTRIBUTES, is_ignored, is_tracked_large, parse_ignore
from release.hub.problems import EntryNotFound, Malformed
from release.hub.trees import FileEntry, FolderEntry, git_oid, plant

# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["v1.0.0", "release/1.0", "a", "@a", "è", "x@y"])
def test_git_and_this_hub_take_the_same_reference_names(name: str) -> None:
    assert check_ref_name(name) == name
    assert _git_takes(name)


@pytest.mark.parametrize(
    "name",
    [
        "a..b",
        "a b",
        "a~1",
        "a^",
        "a:b",
        "a?",
        "a*",
        "a[",
        "a\\b",
        "a.lock",
        "a/",
        "/a",
        "a//b",
        "@{x",
        "@",
        "a.",
        ".a",
        "a/.b",
        "\x7f",
    ],
)
def test_git_and_this_hub_refuse_the_same_reference_names(name: str) -> None:
    assert not _git_takes(name)
    with pytest.raises(Malformed):
        check_ref_name(name)


@pytest.mark.parametrize("name", ["refs/pr/1", "-x", "0123456789012345678901234567890123456789", "", "x" * 201])
def test_names_that_mean_something_else_are_refused(name: str) -> None:
    with pytest.raises(Malformed):
        check_ref_name(name)


def test_a_name_that_the_public_hub_takes_is_taken() -> None:
    repo = RepoId("dataset", "my-org_1", "e3c.it-v2")
    assert check_repo_id(repo) == repo
    assert (repo.full_name, repo.url_path) == ("my-org_1/e3c.it-v2", "datasets/my-org_1/e3c.it-v2")
    assert RepoId("model", "a", "b").url_path == "a/b"


@given(st.text(max_size=40))
def test_a_path_that_is_taken_stays_below_its_root(path: str) -> None:
    try:
        check_path(path)
    except Malformed:
        return
    root = Path("/root/of/it")
    assert root in (root / path).resolve(strict=False).parents
    assert "\\" not in path
    assert all(part not in ("", ".", "..") for part in path.split("/"))


def test_a_path_cannot_be_too_deep_to_walk() -> None:
    with pytest.raises(Malformed):
        check_path("/".join(["a"] * 101))


# --- trees ------------------------------------------------------------------------------------------------------------


def test_ids_are_those_of_git(tmp_path: Path) -> None:
    files = {
        "a.txt": b"uno",
        "a/b.txt": b"due",
        "a.d/c": b"",
        "a0": b"x",
        "perch\u00e9/\u00e8.txt": "però".encode(),
        "z/y/x/w": b"tre",
    }
    del files["a.txt"]
    files["a.txt"] = b"uno"
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", "-A")
    planted = plant({path: FileEntry.regular(content) for path, content in files.items()})
    assert planted.root == _git(tmp_path, "write-tree")
    assert git_oid("blob", b"uno") == _git(tmp_path, "hash-object", "a.txt")


def test_a_large_file_is_in_the_tree_as_its_pointer() -> None:
    entry = FileEntry.large("ab" * 32, 12345)
    assert entry.etag == "ab" * 32
    assert entry.pointer_size == 130
    assert entry.oid == git_oid(
        "blob", b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"ab" * 32 + b"\nsize 12345\n"
    )


_PATHS = st.lists(st.sampled_from(["a", "b", "è", "x.txt"]), min_size=1, max_size=4).map("/".join)


@given(st.dictionaries(_PATHS, st.binary(max_size=3), max_size=8))
def test_planting_loses_nothing_or_refuses(contents: dict[str, bytes]) -> None:
    files = {path: FileEntry.regular(content) for path, content in contents.items()}
    clashes = any(other.startswith(f"{path}/") for path in files for other in files)
    try:
        planted = plant(files)
    except Malformed:
        assert clashes
        return
    assert not clashes
    found: dict[str, FileEntry] = {}
    pending = [("", planted.root)]
    while pending:
        prefix, oid = pending.pop()
        for name, node in planted.trees[oid].items():
            if isinstance(node, FolderEntry):
                pending.append((f"{prefix}{name}/", node.oid))
            else:
                found[prefix + name] = node
    assert found == files


# --- operations -------------------------------------------------------------------------------------------------------


def test_changes_are_made_in_their_order() -> None:
    one, two = FileEntry.regular(b"1"), FileEntry.regular(b"2")
    before = {"a": one, "d/b": one, "d/c": one}
    after = apply([Change("d", is_folder=True), Change("d/b", two), Change("a"), Change("e", one)], before)
    assert after == {"d/b": two, "e": one}
    assert apply([Change("", is_folder=True)], before) == {}
    assert before == {"a": one, "d/b": one, "d/c": one}
    for change in (Change("b"), Change("d"), Change("a", is_folder=True)):
        with pytest.raises(EntryNotFound):
            apply([change], before)


def test_lines_are_read_as_the_client_writes_them() -> None:
    line = b'{"key": "header", "value": {"summary": " s ", "description": "d", "parentCommit": "abc"}}'
    assert read_line(line) == Header("s", "d", "abc")
    line = b'{"key": "lfsFile", "value": {"path": "a", "algo": "sha256", "oid": "x"}}'
    assert read_line(line) == AddLarge("a", "x", None)


@pytest.mark.parametrize(
    "line",
    [
        b'{"key": "header", "value": {"summary": " "}}',
        b'{"key": "file", "value": {"path": "a", "content": "!!", "encoding": "base64"}}',
        b'{"key": "file", "value": {"path": "a", "content": "a", "encoding": "utf-8"}}',
        b'{"key": "lfsFile", "value": {"path": "a", "algo": "md5", "oid": "x"}}',
        b'{"key": "lfsFile", "value": {"path": "a", "oid": "x", "size": true}}',
        b'{"key": "header", "value": {"summary": "\\ud800"}}',
        b'{"key": "header"}',
        b"[" * 100_000,
    ],
)
def test_lines_that_make_no_sense_are_refused(line: bytes) -> None:
    with pytest.raises(Malformed):
        read_line(line)


# --- cards ------------------------------------------------------------------------------------------------------------


def test_a_card_is_read() -> None:
    reading = read_card("---\nlicense: mit\nlanguage:\n- it\ndate: 2026-11-23\n---\n# Title\n---\nnot: this\n")
    assert reading.metadata == {"license": "mit", "language": ["it"], "date": "2026-11-23"}
    assert reading.errors == reading.warnings == ()


@pytest.mark.parametrize("content", ["", "# Title", "---\n---\n", "text\n---\na: 1\n---\n", "---\nlicense: mit\n"])
def test_a_card_without_metadata_is_remarked_on(content: str) -> None:
    reading = read_card(content)
    assert (reading.metadata, reading.errors) == ({}, ())
    assert reading.warnings


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("license: [mit", "YAML is not valid"),
        ("- a\n- b", "not a mapping"),
        ("a: b: c", "YAML is not valid"),
        ("license: {a: 1}", '"license" must be'),
        ("language: [no]", '"language" must be'),
        ("tags: 3", '"tags" must be'),
        ("configs: [{data_files: x}]", '"configs" must be'),
        ("pretty_name: [a]", '"pretty_name" must be'),
        ("a: !!python/object/apply:os.system ['true']", "YAML is not valid"),
        ("a: &a [*a]", "too deeply"),
        ("a: " + "x" * 1_000_000, "more than 1000000 characters"),
        (
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
            + "".join(
                f"{name}: &{name} [" + ",".join([f"*{before}"] * 9) + "]\n"
                for before, name in zip("bcdefgh", "cdefghi", strict=True)
            ),
            "more than",
        ),
    ],
)
def test_wrong_metadata_is_an_error_with_its_reason(head: str, why: str) -> None:
    reading = read_card(f"---\n{head}\n---\n")
    assert why in " ".join(reading.errors)
    with pytest.raises(Malformed):
        reading.refuse_errors()


def test_whatever_yaml_can_say_becomes_what_json_can_say() -> None:
    reading = read_card('---\nx: .inf\ny: !!binary aGk=\nz: !!set {a, b}\nw: "\\ud800"\nv: 12:30:00\n1: true\n---\n')
    assert reading.metadata["x"] == "inf"
    assert sorted(reading.metadata["z"]) == ["a", "b"]  # type: ignore[call-overload]
    assert reading.metadata["1"] is True


# --- patterns ---------------------------------------------------------------------------------------------------------

IGNORE = """
# comment
*.log
!keep.log
/top.txt
build/
docs/*.pdf
a/**/z
**/deep
[ab].dat
\\#odd
sp?ce
"""

PATHS = [
    *("x.log", "d/x.log", "keep.log", "d/keep.log", "top.txt", "d/top.txt", "build/x", "d/build/y/z", "build"),
    *("docs/a.pdf", "docs/d/a.pdf", "d/docs/a.pdf", "a/z", "a/b/z", "a/b/c/z", "b/a/z", "deep", "d/deep", "d/deep/x"),
    *("a.dat", "c.dat", "#odd", "space", "sp/ce", "plain.txt", "build/keep.log"),
]


def test_gitignore_is_read_as_git_reads_it(tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text(IGNORE, encoding="utf-8")
    asked = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"],
        cwd=tmp_path,
        input="\n".join(PATHS),
        capture_output=True,
        text=True,
        check=False,
    )
    rules = parse_ignore(IGNORE)
    assert [path for path in PATHS if is_ignored(rules, path)] == asked.stdout.split()


def test_gitattributes_are_read_as_git_reads_them(tmp_path: Path) -> None:
    attributes = (
        DEFAULT_ATTRIBUTES + "*.json filter=lfs\nsmall/*.bin -filter\n/only.txt filter=lfs\nx/*.txt filter=other\n"
    )
    _git(tmp_path, "init", "-q")
    (tmp_path / ".gitattributes").write_text(attributes, encoding="utf-8")
    paths = [
        "a.parquet",
        "d/a.bin",
        "small/a.bin",
        "a.json",
        "only.txt",
        "d/only.txt",
        "x/a.txt",
        "saved_model/a/b.txt",
        "a.md",
    ]
    listed = _git(tmp_path, "check-attr", "filter", "--", *paths)
    expected = {line.split(": ")[0]: line.endswith(": lfs") for line in listed.splitlines()}
    assert {path: is_tracked_large(attributes, path) for path in paths} == expected


def _git_takes(name: str) -> bool:
    return (
        subprocess.run(["git", "check-ref-format", f"refs/heads/{name}"], check=False).returncode == 0 and name != "@"
    )


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()
