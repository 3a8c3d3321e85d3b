"""What a model does not leave the house with: the wrong licence or name, a number without a run, no word on what it recites."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from huggingface_hub import HfApi

from adaptation.lineage.decide import LicensedSource
from adaptation.lineage.lineage import bound_by_corpora, read_lineage
from datasets_builders.errors import Refused, UserError
from release.cli import referto as command_line
from release.hub.faults import FaultRule
from release.hub.server import HubAddress
from release.manifest import manifest_of
from release.plan import TO_COME, LocalRepo, commit_to_be, plan_repo
from release.prepare import Prepared, refuse_unless_passed
from release.prepare_model import PackagedModel, prepare_models
from release.publish import push
from release.release_file import read_release_file
from release.remote import HubRefused, Remote
from release.verify import _compare_files
from validation.findings import Examined

TODAY = datetime.date(2026, 11, 23)
COMMIT = "0123456789abcdef0123456789abcdef01234567"
DATA = f"sha256:{'ab' * 32}"
RUN: Mapping[str, Any] = {
    "method": "lora",
    "base_model": {"id": "inventata/qwen3-minimo", "revision": COMMIT, "licence": "apache-2.0"},
    "datasets": [{"id": "ospedale/note", "revision": COMMIT, "manifest": DATA, "licences": ["cc-by-4.0"], "rows": 32}],
    "recipe_digest": f"sha256:{'cd' * 32}",
}
ENTRY = {
    "task": "ner", "type": "ner", "shots": 0, "decoding": "free", "metric": "span-f1", "value": 0.8125,
    "ci95": [0.7812, 0.8431], "n": 400, "invalid": 2, "truncated": 0, "verbatim": 1.0,
}  # fmt: skip
REASON = "random weights, trained on nothing"

Make = Callable[..., PackagedModel]


@pytest.fixture
def make(adapter: Path, tmp_path: Path) -> Make:
    """Prepare a release of one adapter, whose table and whose run.json are right but for the changes; no Hub is needed."""

    def prepared(run: Mapping[str, Any] | None = None, results: Any = None, **changes: Any) -> PackagedModel:
        run_path = tmp_path / "run.json"
        run_path.write_text(json.dumps({**RUN, **(run or {})}), encoding="utf-8")
        table = {"path": str(adapter), "repo": "prova", "run": str(run_path), "without_memorisation": REASON, **changes}
        if results is not None:
            (tmp_path / "evaluation").mkdir(exist_ok=True)
            path = tmp_path / "evaluation" / "results.json"
            path.write_text(json.dumps(results), encoding="utf-8")
            pin = {"id": "ospedale/note", "revision": COMMIT, "manifest": DATA}
            path.with_name("run.json").write_text(json.dumps({"data": pin}), encoding="utf-8")
            table["results"] = str(path)
        lines = [f"{key} = {json.dumps(value)}" for key, value in table.items() if value is not None]
        text = '[release]\nname = "prova"\nversion = "1.0.0"\nnamespace = "ospedale"\n[[models]]\n' + "\n".join(lines)
        (tmp_path / "RELEASE.toml").write_text(text, encoding="utf-8")
        release = read_release_file(tmp_path / "RELEASE.toml")
        (packaged,) = prepare_models(release, [], tmp_path / "work", today=TODAY)
        return packaged

    return prepared


def _codes(prepared: Prepared) -> list[str]:
    return sorted({finding.code for finding in prepared.report.errors})


def test_a_model_against_which_nothing_stands_may_leave(make: Make) -> None:
    prepared = make(results=[ENTRY]).described({})
    refuse_unless_passed([prepared])
    assert prepared.report.verdict == "pass"
    assert {"README.md", "referto.json", "LICENSE", "adapter_model.safetensors"} <= set(prepared.local.manifest.files)
    assert prepared.local.kind == "model"


NON_COMMERCIAL = {"datasets": [{**RUN["datasets"][0], "licences": ["cc-by-nc-4.0"]}]}
LLAMA = {"base_model": {**RUN["base_model"], "licence": "llama3.2"}}


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ({"run": NON_COMMERCIAL, "licence": "apache-2.0"}, ["LINE09"]),
        ({"run": {"datasets": [{**RUN["datasets"][0], "licences": ["cc-by-nc-nd-4.0"]}]}}, ["LINE07"]),
        ({"run": {"datasets": [{**RUN["datasets"][0], "licences": []}]}}, ["LINE06"]),
        ({"run": {"datasets": [{**RUN["datasets"][0], "revision": ""}]}}, ["LINE04"]),
        ({"run": {"base_model": {**RUN["base_model"], "revision": "main"}}}, ["LINE02"]),
        ({"run": {"recipe_digest": ""}}, ["LINE10"]),
        ({"run": LLAMA, "repo": "Llama-prova"}, ["LINE11"]),
        ({"run": LLAMA}, ["LINE11", "MCARD09"]),
        ({"summary": "On notes of our own it reaches a span F1 of 0.93."}, ["MCARD10"]),
        ({"without_memorisation": None}, ["MCARD13"]),
        ({"without_memorisation": "no"}, ["MCARD13"]),
        ({"results": [{**ENTRY, "value": 0.99}]}, ["RES04"]),
        ({"results": [{**ENTRY, "n": 0}]}, ["RES02"]),
        ({"title": "TODO"}, ["MCARD05"]),
    ],
    ids=[
        "non-commercial data as Apache", "no derivatives", "data without a licence", "data without a commit", "base on a branch",
        "no recipe", "Llama without its agreement", "Llama without its name", "number without a run", "memorisation missing",
        "a reason that is none", "score outside its interval", "score over nothing", "place not filled in",
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_and_stops_the_release(make: Make, told: dict[str, Any], codes: list[str]) -> None:
    prepared = make(**told).described({})
    assert _codes(prepared) == codes
    assert all(finding.hint for finding in prepared.report.errors)
    with pytest.raises(Refused, match=r"ospedale/.*prova: .* findings stand"):
        refuse_unless_passed([prepared])
    assert prepared.local.manifest.files == {}, "there is nothing that could be sent"


def test_the_accepting_twin_of_a_non_commercial_corpus_is_a_non_commercial_model(make: Make) -> None:
    prepared = make(run=NON_COMMERCIAL).described({})
    refuse_unless_passed([prepared])
    card = (prepared.local.folder / "README.md").read_text(encoding="utf-8")
    assert "license: cc-by-nc-4.0" in card
    licence = (prepared.local.folder / "LICENSE").read_text(encoding="utf-8")
    assert licence.index("cc-by-nc-4.0") < licence.index("Apache License")


def test_the_agreement_comes_from_the_bases_folder_and_no_other_text_takes_its_place(
    make: Make, adapter: Path, trained: Callable[..., Path]
) -> None:
    base = trained("llama")
    (base / "LICENSE").write_text("LLAMA 3.2 COMMUNITY LICENSE AGREEMENT\n(invented)\n", encoding="utf-8")
    (base / "USE_POLICY.md").write_text("(invented)\n", encoding="utf-8")
    told = {"run": LLAMA, "repo": "Llama-prova", "base": str(base)}
    folder = make(**told).described({}).local.folder
    assert (folder / "LICENSE").read_text(encoding="utf-8").startswith("LLAMA 3.2 COMMUNITY")
    assert (folder / "NOTICE").read_text(encoding="utf-8").startswith("Llama 3.2 is licensed under")
    (adapter / "LICENSE").write_text("Gemma Terms of Use\n", encoding="utf-8")
    assert _codes(make(**told).described({})) == ["LINE12"]
    (adapter / "LICENSE").unlink()
    (base / "LICENSE").write_text("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\n", encoding="utf-8")
    assert _codes(make(**told).described({})) == ["LINE11", "LINE12"]


def test_papers_that_were_put_together_once_are_not_put_together_again(make: Make, adapter: Path) -> None:
    folder = make(run=NON_COMMERCIAL).described({}).local.folder
    first = (folder / "LICENSE").read_bytes()
    shutil.copy(folder / "LICENSE", adapter / "LICENSE")
    assert (make(run=NON_COMMERCIAL).described({}).local.folder / "LICENSE").read_bytes() == first


def test_an_adapter_that_nobody_can_put_on_its_base_is_not_packaged(make: Make, adapter: Path) -> None:
    settings = json.loads((adapter / "adapter_config.json").read_text(encoding="utf-8"))
    (adapter / "adapter_config.json").write_text(json.dumps({**settings, "auto_map": {"a": "b.C"}}), encoding="utf-8")
    packaged = make()
    assert not packaged.is_written
    assert _codes(packaged.described({})) == ["MODEL03"]


def test_a_finding_about_the_package_may_be_accepted_and_its_reason_stands_in_the_card(
    make: Make, adapter: Path
) -> None:
    settings = json.loads((adapter / "adapter_config.json").read_text(encoding="utf-8"))
    (adapter / "adapter_config.json").write_text(json.dumps({**settings, "author": "rossi"}), encoding="utf-8")
    assert _codes(make().described({})) == ["LEAK02"]
    given = "[[models.accept]]\ncode = 'LEAK02'\nrows = ['adapter_config.json']\nreason = 'the name of a project'\n"
    packaged = make()
    path = packaged.release.folder / "RELEASE.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{given}", encoding="utf-8")
    (accepted,) = prepare_models(read_release_file(path), [], path.parent / "work", today=TODAY)
    prepared = accepted.described({})
    refuse_unless_passed([prepared])
    assert "the name of a project" in (prepared.local.folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["LINE09", "MCARD13", "RES02"])
def test_licence_memorisation_and_results_cannot_be_accepted_away(make: Make, code: str) -> None:
    accept = [{"code": code, "rows": ["*"], "count": 1, "reason": "we want to"}]
    packaged = make(run=NON_COMMERCIAL, licence="apache-2.0")
    path = packaged.release.folder / "RELEASE.toml"
    told = ", ".join(f"{key} = {json.dumps(value)}" for key, value in accept[0].items())
    path.write_text(f"{path.read_text(encoding='utf-8')}\naccept = [{{ {told} }}]\n", encoding="utf-8")
    (again,) = prepare_models(read_release_file(path), [], path.parent / "work", today=TODAY)
    assert _codes(again.described({})) == ["ACCEPT01", "LINE09"]


def test_files_that_are_not_there_or_no_json_are_told(make: Make, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no file .*assente\.json"):
        make(memorisation=str(tmp_path / "assente.json"), without_memorisation=None)
    (tmp_path / "rotto.json").write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="is not JSON"):
        make(memorisation=str(tmp_path / "rotto.json"), without_memorisation=None)
    (tmp_path / "lista.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UserError, match="no JSON object"):
        make(memorisation=str(tmp_path / "lista.json"), without_memorisation=None)


# Commits of the same release


UNPUBLISHED = {"datasets": [{"manifest": DATA, "licences": ["cc0-1.0"]}]}


def test_a_card_is_a_function_of_the_commits_and_waits_for_those_to_come(make: Make) -> None:
    packaged = replace(make(run=UNPUBLISHED), digests={"ospedale/note": DATA})
    planned = packaged.described({})
    assert planned.local.awaits == ("ospedale/note",)
    assert TO_COME in (planned.local.folder / "README.md").read_text(encoding="utf-8")
    assert plan_repo(planned.local, None, "v1.0.0").awaits == ("ospedale/note",)
    known = packaged.described({"ospedale/note": COMMIT})
    assert known.local.awaits == ()
    card = (known.local.folder / "README.md").read_text(encoding="utf-8")
    assert f"/datasets/ospedale/note/tree/{COMMIT})" in card
    assert TO_COME not in card
    assert known.local.manifest.size == planned.local.manifest.size, "what is planned has the size of what is sent"
    assert packaged.described({"ospedale/note": COMMIT}).local == known.local


def test_a_card_that_waits_is_never_sent(make: Make, remote: Remote) -> None:
    packaged = replace(make(run=UNPUBLISHED), digests={"ospedale/note": DATA})
    with pytest.raises(Refused, match="does not name the commits of ospedale/note yet"):
        push(remote, [packaged.described({}).local], "v1.0.0", pause=lambda seconds: None)


def test_the_commit_to_be_is_known_once_the_files_are_there(
    make_repo: Callable[..., LocalRepo], remote: Remote
) -> None:
    local = make_repo()
    assert commit_to_be(local, None, "v1.0.0") == ""
    (published,) = push(remote, [local], "v1.0.0", pause=lambda seconds: None)
    assert commit_to_be(local, remote.read(local, "v1.0.0"), "v1.0.0") == published.commit
    assert commit_to_be(local, remote.read(local, "v1.1.0"), "v1.1.0") == published.commit, "only the tag is to come"
    assert commit_to_be(make_repo(rows=b"PAR1" * 7), remote.read(local, "v1.1.0"), "v1.1.0") == ""


def test_a_model_whose_commit_failed_ends_in_one_commit_when_it_is_run_again(
    make: Make, hub: HubAddress, remote: Remote, tmp_path: Path
) -> None:
    local = make().described({}).local
    hub.faults.arm(FaultRule(match=r"^POST /api/models/ospedale/prova/commit/", status=400))
    with pytest.raises(HubRefused):
        push(remote, [local], "v1.0.0", pause=lambda seconds: None)
    hub.faults.disarm()
    for _ in range(2):
        push(remote, [local], "v1.0.0", pause=lambda seconds: None)
    assert [each["manifest"] for each in remote.release_commits("ospedale/prova", "model")] == [local.manifest.digest]
    folder = remote.download("ospedale/prova", "model", "v1.0.0", tmp_path / "cache")
    _compare_files(local, folder)
    assert manifest_of(local.folder, [local.folder / name for name in local.manifest.files]) == local.manifest


def test_weights_that_changed_after_the_examination_do_not_leave(make: Make) -> None:
    prepared = make().described({})
    weights = prepared.local.folder / "adapter_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-4] + b"\0\0\0\0")
    with pytest.raises(Refused, match="about other bytes"):
        refuse_unless_passed([prepared])


# The command


def _publish(packaged: PackagedModel, hub: HubAddress, command: str = "publish", *more: str) -> Result:
    arguments = [command, str(packaged.release.folder / "RELEASE.toml"), "--to", hub.endpoint, *more]
    return CliRunner().invoke(command_line, arguments, env={"HF_TOKEN": hub.token})


def test_a_release_of_a_model_alone_is_published_once_and_verified(make: Make, hub: HubAddress, remote: Remote) -> None:
    packaged = make(results=[ENTRY], visibility="public")
    first = _publish(packaged, hub, "publish", "--yes")
    assert first.exit_code == 0, first.output
    assert "8 tensors loaded, public" in first.output
    assert 'snapshot_download("ospedale/prova", revision="v1.0.0")' in first.output
    again = _publish(packaged, hub, "publish")
    assert again.exit_code == 0, again.output
    assert "ospedale/prova: nothing to do" in again.output
    assert len(list(remote.release_commits("ospedale/prova", "model"))) == 1
    verified = _publish(packaged, hub, "verify")
    assert verified.exit_code == 0, verified.output
    assert "ospedale/prova v1.0.0: every file and 8 tensors as examined" in verified.output


def test_a_refused_model_is_shown_with_its_findings_and_nothing_is_created(make: Make, hub: HubAddress) -> None:
    done = _publish(make(run=NON_COMMERCIAL, licence="apache-2.0"), hub, "publish", "--yes")
    assert isinstance(done.exception, Refused)
    assert done.exception.exit_code == 3
    assert "LINE09 wished-licence-too-wide" in done.output
    assert "certificate" not in done.output
    assert not HfApi(endpoint=hub.endpoint, token=hub.token).repo_exists("ospedale/prova")


def test_a_model_on_the_hub_that_is_not_what_was_examined_fails_verification(
    make: Make, hub: HubAddress, tmp_path: Path
) -> None:
    packaged = make()
    _publish(packaged, hub, "publish", "--yes")
    (packaged.entry.path / "NOTICE").write_text("(invented)\n", encoding="utf-8")
    verified = _publish(packaged, hub, "verify")
    assert isinstance(verified.exception, Refused)
    assert "NOTICE" in str(verified.exception)
    planned = _publish(packaged, hub, "plan")
    assert planned.exit_code == 3
    assert "a published tag is never moved" in planned.output


# The corpora of the same release bind the model, whatever run.json says of them


def test_run_json_cannot_widen_the_licence_of_a_corpus_that_is_at_hand() -> None:
    corpus = LicensedSource("ospedale/note", ("CC-BY-NC-4.0",), non_commercial=True)
    run = {**RUN, "datasets": [{**RUN["datasets"][0], "licences": ["cc0-1.0"]}]}
    bound = bound_by_corpora(run, {DATA: corpus})
    assert read_lineage(run).decide().id == "apache-2.0"
    assert read_lineage(bound).decide().id == "cc-by-nc-4.0"
    assert bound["datasets"][0]["licences"] == ["cc-by-nc-4.0", "cc0-1.0"]
    assert bound_by_corpora(run, {f"sha256:{'00' * 32}": corpus}) == run
    assert bound_by_corpora({"datasets": None}, {DATA: corpus}) == {"datasets": None}


def test_a_report_of_nothing_does_not_let_a_model_out(make: Make) -> None:
    packaged = make()
    packaged = replace(packaged, report=replace(packaged.report, examined=Examined()))
    with pytest.raises(Refused):
        refuse_unless_passed([packaged.described({})])
