"""Each defect that a model's folder can have is found, with its code and a hint, and what looks like it but is none passes."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from adaptation.checkpoint import meta
from adaptation.checkpoint.folder import open_model
from adaptation.model_checks import MODEL_CHECKS
from adaptation.model_checks.rules import examine, select_checks
from datasets_builders.errors import Refused, UserError
from validation.findings import Report, Severity

Spoil = Callable[[Path], object]

WEIGHTS = "model.safetensors"
MATRIX = "model.layers.0.mlp.up_proj.weight"
NORM = "model.norm.weight"


def _edit(file: str, **changes: Any) -> Spoil:
    """Set keys of a JSON file; None removes one."""

    def spoil(folder: Path) -> None:
        path = folder / file
        settings = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        settings.update(changes)
        path.write_text(json.dumps({key: value for key, value in settings.items() if value is not None}), "utf-8")

    return spoil


def _add(file: str, content: bytes = b"qualcosa\n") -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)

    return spoil


def _remove(file: str) -> Spoil:
    return lambda folder: (folder / file).unlink()


def _template(text: str) -> Spoil:
    return lambda folder: (folder / "chat_template.jinja").write_text(text, encoding="utf-8")


def _replaced(old: str, new: str, file: str = "chat_template.jinja") -> Spoil:
    def spoil(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, "the defect would not be there"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    return spoil


# ------------------------------------------------------------------------------------------------------- spoiling weights


def _header(path: Path) -> tuple[dict[str, Any], bytearray]:
    raw = path.read_bytes()
    length = int.from_bytes(raw[:8], "little")
    return json.loads(raw[8 : 8 + length]), bytearray(raw[8 + length :])


def _store(path: Path, head: dict[str, Any], body: bytes | bytearray) -> None:
    text = json.dumps(head).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + bytes(body))


def _numbers(tensor: str, values: Callable[[np.ndarray[Any, Any]], object]) -> Spoil:
    """Change the numbers of one tensor in place."""

    def spoil(folder: Path) -> None:
        head, body = _header(folder / WEIGHTS)
        begin, end = head[tensor]["data_offsets"]
        array = np.frombuffer(body[begin:end], dtype="<f4").copy()
        values(array)
        body[begin:end] = array.tobytes()
        _store(folder / WEIGHTS, head, body)

    return spoil


def _put(value: float) -> Callable[[np.ndarray[Any, Any]], object]:
    return lambda array: array.__setitem__(5, value)


def _entry(tensor: str, **changes: Any) -> Spoil:
    """Change what the header says of one tensor."""

    def spoil(folder: Path) -> None:
        head, body = _header(folder / WEIGHTS)
        head[tensor].update(changes)
        _store(folder / WEIGHTS, head, body)

    return spoil


def _shift(by: int) -> Spoil:
    """Move the offsets of the tensor that lies last."""

    def spoil(folder: Path) -> None:
        head, body = _header(folder / WEIGHTS)
        last = max((name for name in head if name != "__metadata__"), key=lambda name: head[name]["data_offsets"][1])
        head[last]["data_offsets"] = [at + by for at in head[last]["data_offsets"]]
        _store(folder / WEIGHTS, head, bytes(body) + b"\0" * max(0, by))

    return spoil


def _cut(by: int) -> Spoil:
    return lambda folder: (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes()[:-by])


def _renamed(old: str, new: str) -> Spoil:
    def spoil(folder: Path) -> None:
        head, body = _header(folder / WEIGHTS)
        head[new] = head.pop(old)
        _store(folder / WEIGHTS, head, body)

    return spoil


def _named_twice(folder: Path) -> None:
    raw = (folder / WEIGHTS).read_bytes()
    length = int.from_bytes(raw[:8], "little")
    head = json.loads(raw[8 : 8 + length])
    entry = json.dumps({NORM: head[NORM]})[1:-1]
    text = raw[8 : 8 + length].rstrip()[:-1] + f",{entry}}}".encode()
    (folder / WEIGHTS).write_bytes(len(text).to_bytes(8, "little") + text + raw[8 + length :])


def _sharded(change: Callable[[Path, dict[str, Any]], object] = lambda folder, index: None) -> Spoil:
    """Cut the weights into two shards with an index, then change the index or the folder."""

    def spoil(folder: Path) -> None:
        head, body = _header(folder / WEIGHTS)
        head.pop("__metadata__")
        names = sorted(head)
        halves = (names[: len(names) // 2], names[len(names) // 2 :])
        index: dict[str, Any] = {"metadata": {"total_size": len(body)}, "weight_map": {}}
        for number, half in enumerate(halves, start=1):
            file = f"model-{number:05d}-of-00002.safetensors"
            told, data = {}, b""
            for name in half:
                begin, end = head[name]["data_offsets"]
                told[name] = {**head[name], "data_offsets": [len(data), len(data) + end - begin]}
                data += body[begin:end]
                index["weight_map"][name] = file
            _store(folder / file, told, data)
        (folder / WEIGHTS).unlink()
        change(folder, index)
        (folder / "model.safetensors.index.json").write_text(json.dumps(index))

    return spoil


def _shard(number: int) -> str:
    return f"model-{number:05d}-of-00002.safetensors"


def _both_shards_have_it(folder: Path, index: dict[str, Any]) -> None:
    head, body = _header(folder / _shard(1))
    head[NORM] = {"dtype": "F32", "shape": [2], "data_offsets": [len(body), len(body) + 8]}
    _store(folder / _shard(1), head, bytes(body) + b"\0\0\x80\x3f" * 2)


# ----------------------------------------------------------------------------------------------------- spoiling tokenizers


def _tokenizer(change: Callable[[dict[str, Any]], object]) -> Spoil:
    def spoil(folder: Path) -> None:
        raw = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
        change(raw)
        (folder / "tokenizer.json").write_text(json.dumps(raw), encoding="utf-8")

    return spoil


def _not_special(folder: Path) -> None:
    _tokenizer(lambda raw: [token.update(special=False) for token in raw["added_tokens"]])(folder)
    _edit("tokenizer_config.json", eos_token=None, pad_token=None)(folder)


def _letter_by_letter(folder: Path) -> None:
    split = {"type": "Split", "pattern": {"Regex": "."}, "behavior": "Isolated", "invert": False}
    bytes_only = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
    pieces = {"type": "Sequence", "pretokenizers": [split, bytes_only]}
    _tokenizer(lambda raw: raw.update(pre_tokenizer=pieces))(folder)


def _class_with_own_rules(folder: Path) -> None:
    """Qwen2Tokenizer cuts text up by its own rules, whatever tokenizer.json says."""
    _letter_by_letter(folder)
    _edit("tokenizer_config.json", tokenizer_class="Qwen2Tokenizer", backend=None)(folder)


STRIP = {"type": "Strip", "strip_left": True, "strip_right": True}
NO_END = (
    "{% for m in messages %}[{{ m.role }}] {{ m.content }}\n{% endfor %}"
    "{% if add_generation_prompt %}[assistant] {% endif %}"
)
GENERATION = "generation_config.json"
SAMPLING = {"do_sample": True, "temperature": 0.7, "top_p": 0.9}


def _one_more_token(raw: dict[str, Any]) -> None:
    token = {**raw["added_tokens"][-1], "id": max(raw["model"]["vocab"].values()) + 1, "content": "<|nuovo|>"}
    raw["added_tokens"].append(token)


# ---------------------------------------------------------------------------------------------------------------- the table

SECRET = b"token: hf_" + b"AbCdEfGhIjKlMnOpQrStUvWxYz012345" + b"\n"
SPACES = "{{ m.content }}"


class Defect(NamedTuple):
    """A defect: its code, how to bring it about in a sound Qwen3, a twin that has it not, and codes that come with it."""

    name: str
    code: str
    spoil: Spoil
    twin: Spoil = lambda folder: None
    also: frozenset[str] = frozenset()


PICKLE = pickle.dumps({"a": 1}, protocol=4)
DEFECTS = (
    Defect("training_args.bin", "FILE01", _add("training_args.bin", PICKLE), _add("LICENSE", b"Apache-2.0\n")),
    Defect("weights as .pt", "FILE01", _add("weights.pt", PICKLE)),
    Defect("weights as .pkl", "FILE01", _add("weights.pkl", PICKLE)),
    Defect("a pickle called text", "FILE01", _add("NOTICE.txt", PICKLE), _add("NOTICE.txt", b"Note\n")),
    Defect("python beside the model", "FILE02", _add("modeling_evil.py")),
    Defect("optimizer", "FILE03", _add("optimizer.safetensors"), _sharded()),
    Defect("trainer state", "FILE03", _add("trainer_state.json", b"{}")),
    Defect("tensorboard log", "FILE04", _add("runs/events.out.tfevents.1.macchina.2"), _add(".eval_results/ner.yaml")),
    Defect("log file", "FILE04", _add("train.log")),
    Defect("intermediate checkpoint", "FILE05", _add("checkpoint-100/config.json", b"{}")),
    Defect("hidden file", "FILE06", _add(".DS_Store"), _add(".gitattributes")),
    Defect("other format", "FILE07", _add("model.gguf")),
    Defect("file nobody knows", "FILE08", _add("appunti.docx"), _add("README.md")),
    Defect("mode 0600", "FILE09", lambda folder: (folder / WEIGHTS).chmod(0o600), lambda f: (f / WEIGHTS).chmod(0o444)),
    Defect(
        "link out of the folder",
        "FILE10",
        lambda folder: (folder / "NOTICE").symlink_to("/etc/hostname"),
        lambda folder: (folder / "NOTICE").symlink_to("chat_template.jinja"),
    ),
    Defect("link to nothing", "FILE10", lambda folder: (folder / "NOTICE").symlink_to("nessuno")),
    Defect(
        "local path",
        "LEAK01",
        _edit("config.json", _name_or_path="/home/utente/modelli/base"),
        _edit("config.json", _name_or_path="inventata/qwen3-minimo"),
    ),
    Defect("relative path", "LEAK01", _edit("config.json", _name_or_path="outputs/prova")),
    Defect("path deep inside", "LEAK01", _edit("tokenizer_config.json", a={"b": ["x=/scratch/u/v"]})),
    Defect("windows path", "LEAK01", _edit(GENERATION, source="C:\\Users\\utente\\base")),
    Defect("user name", "LEAK02", _edit("config.json", user="m.inventata"), _edit("config.json", user="")),
    Defect("e-mail", "LEAK02", _edit("config.json", note="chiedere a m.inventata@example.org")),
    Defect("secret", "LEAK03", _add("README.md", SECRET), _add("README.md", b"hf_hub_download\n")),
    Defect("secret in the metadata", "LEAK03", _entry("__metadata__", key=SECRET.decode()[7:])),
    Defect("no safetensors", "TENSOR01", _remove(WEIGHTS)),
    Defect("no safetensors header", "TENSOR02", lambda f: (f / WEIGHTS).write_bytes((9).to_bytes(8, "little") + b"not json!")),
    Defect("file cut short", "TENSOR03", _cut(100)),
    Defect("file of three bytes", "TENSOR03", lambda f: (f / WEIGHTS).write_bytes(b"abc")),
    Defect("shape and bytes differ", "TENSOR04", _entry(NORM, shape=[31])),
    Defect("overlap", "TENSOR05", _shift(-64), also=frozenset({"TENSOR06"})),
    Defect("bytes between", "TENSOR06", _shift(64)),
    Defect("bytes at the end", "TENSOR06", lambda f: (f / WEIGHTS).write_bytes((f / WEIGHTS).read_bytes() + b"\0" * 8)),
    Defect("dtype of no format", "TENSOR07", _entry(NORM, dtype="F128")),
    Defect("named twice", "TENSOR08", _named_twice),
    Defect("in two shards", "TENSOR08", _sharded(_both_shards_have_it), _sharded(), frozenset({"TENSOR11", "TENSOR10"})),
    Defect("missing shard", "TENSOR09", _sharded(lambda folder, index: (folder / _shard(2)).unlink()), _sharded()),
    Defect(
        "wrong shard",
        "TENSOR10",
        _sharded(lambda folder, index: index["weight_map"].update({MATRIX: _shard(2)})),
        _sharded(),
        frozenset({"TENSOR11"}),
    ),
    Defect("index forgets one", "TENSOR11", _sharded(lambda folder, index: index["weight_map"].pop(NORM)), _sharded()),
    Defect("shards without index", "TENSOR11", lambda f: (_sharded()(f), (f / "model.safetensors.index.json").unlink())),
    Defect("NaN", "TENSOR12", _numbers(MATRIX, _put(float("nan"))), _numbers(MATRIX, _put(3e38))),
    Defect("infinity", "TENSOR13", _numbers(MATRIX, _put(float("-inf"))), _numbers(MATRIX, _put(-0.0))),
    Defect(
        "all zero",
        "TENSOR14",
        _numbers(MATRIX, lambda array: array.fill(-0.0)),
        _numbers(NORM, lambda array: array.fill(0)),
    ),
    Defect("dtype not as declared", "TENSOR15", _edit("config.json", dtype="bfloat16"), _edit("config.json", dtype=None)),
    Defect("config is no JSON", "MODEL01", _add("generation_config.json", b"{"), also=frozenset({"GEN01"})),
    Defect("no architectures", "MODEL02", _edit("config.json", architectures=None)),
    Defect(
        "auto_map",
        "MODEL03",
        _edit("config.json", auto_map={"AutoModelForCausalLM": "modeling_x.Evil"}),
        _edit("config.json", trust_remote_code=False),
    ),
    Defect("trust_remote_code", "MODEL03", _edit("tokenizer_config.json", trust_remote_code=True)),
    Defect("internal setting", "MODEL03", _edit("config.json", _attn_implementation_internal="casa/codice")),
    Defect("unknown class", "MODEL04", _edit("config.json", architectures=["Inventato9ForCausalLM"])),
    Defect("class that cannot be built", "MODEL05", _edit("config.json", num_hidden_layers="due"), also=frozenset({"TOK02"})),
    Defect("layer missing", "MODEL06", _edit("config.json", num_hidden_layers=3, layer_types=None)),
    Defect("tensor of another name", "MODEL07", _renamed(NORM, "model.norma.weight"), also=frozenset({"MODEL06"})),
    Defect("another size", "MODEL08", _edit("config.json", intermediate_size=128)),
    Defect("tied and stored", "MODEL09", _edit("config.json", tie_word_embeddings=True)),
    Defect(
        "no tokenizer",
        "TOK01",
        lambda f: [(f / name).unlink() for name in ("tokenizer.json", "tokenizer_config.json")],
        _remove("tokenizer_config.json"),
    ),
    Defect("damaged tokenizer", "TOK02", _add("tokenizer.json", b'{"version": "1.0", "model": {"type": "BPE"'), also=frozenset()),
    Defect("class with its own rules", "TOK03", _class_with_own_rules, _letter_by_letter, frozenset({"TOK06"})),
    Defect("lower case", "TOK04", _tokenizer(lambda raw: raw.update(normalizer={"type": "Lowercase"}))),
    Defect("spaces stripped by the tokenizer", "TOK04", _tokenizer(lambda raw: raw.update(normalizer=STRIP))),
    Defect("note becomes control", "TOK05", _not_special),
    Defect("more tokens than rows", "TOK06", _tokenizer(_one_more_token)),
    Defect("unknown special token", "TOK07", _edit("tokenizer_config.json", pad_token="<|vuoto|>"), also=frozenset({"TOK06"})),
    Defect("no template", "TEMPLATE01", _remove("chat_template.jinja")),
    Defect("template fails", "TEMPLATE02", _replaced(SPACES, "{{ m.content.no.no }}")),
    Defect("template strips spaces", "TEMPLATE03", _replaced(SPACES, "{{ m.content.split() | join(' ') }}")),
    Defect(
        "template strips answers",
        "TEMPLATE03",
        _replaced(SPACES, "{{ m.content if m.role == 'user' else m.content | replace('\\n', ' ') }}"),
    ),
    Defect("template trims edges", "TEMPLATE04", _replaced(SPACES, "{{ m.content | trim }}"), _replaced(SPACES, "{{- m.content -}}")),
    Defect("prompt no prefix", "TEMPLATE05", _replaced("assistant\n{% endif", "assistant:\n{% endif")),
    Defect("answer without end", "TEMPLATE06", _template(NO_END)),
    Defect("template reaches out", "TEMPLATE07", _replaced(SPACES, SPACES + "{{ ''.__class__ }}")),
    Defect("does not stop", "GEN01", _edit(GENERATION, eos_token_id=0), _edit(GENERATION, eos_token_id=[0, 1])),
    Defect("temperature", "GEN02", _edit(GENERATION, temperature=-1.0), _edit(GENERATION, **SAMPLING)),
    Defect("top_p", "GEN02", _edit(GENERATION, top_p=9)),
    Defect("less than least", "GEN02", _edit(GENERATION, min_new_tokens=9, max_new_tokens=3)),
    Defect("no generation config", "GEN03", _remove("generation_config.json")),
)  # fmt: skip

ADAPTER_DEFECTS = (
    Defect("base a folder", "ADAPTER01", _edit("adapter_config.json", base_model_name_or_path="./b"), also=frozenset({"LEAK01"})),
    Defect("no base", "ADAPTER01", _edit("adapter_config.json", base_model_name_or_path=None)),
    Defect("revision null", "ADAPTER02", _edit("adapter_config.json", revision=None)),
    Defect("revision is a branch", "ADAPTER02", _edit("adapter_config.json", revision="main")),
    Defect("another kind", "ADAPTER03", _edit("adapter_config.json", peft_type="PREFIX_TUNING")),
    Defect("half a pair", "ADAPTER04", _add("adapter_model.safetensors", b"")),
)  # fmt: skip


def _examine(folder: Path) -> Report:
    return examine(open_model(folder), MODEL_CHECKS)


def _codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize("family", ["qwen3", "llama", "gemma3"])
def test_a_sound_model_passes_without_a_finding(released: Callable[..., Path], family: str) -> None:
    report = _examine(released(family))
    assert report.findings == ()
    assert report.verdict == "pass"
    assert report.examined.rows >= 20
    assert set(report.examined.checks) == {check.name for check in MODEL_CHECKS}


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_defect_is_found_with_its_code_and_a_hint(released: Callable[..., Path], defect: Defect) -> None:
    folder = released()
    defect.spoil(folder)
    report = _examine(folder)
    assert defect.code in _codes(report)
    assert _codes(report) <= {defect.code} | defect.also
    assert all(finding.hint and finding.row is not None for finding in report.findings)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_the_accepting_twin_passes(released: Callable[..., Path], defect: Defect) -> None:
    folder = released()
    defect.twin(folder)
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_mode & 0o777 != 0o444:
            path.chmod(0o644)
    assert defect.code not in _codes(_examine(folder))


def test_every_code_of_a_full_model_has_a_defect_in_the_table() -> None:
    codes = {code.id for check in MODEL_CHECKS for code in check.codes}
    shown = {defect.code for defect in (*DEFECTS, *ADAPTER_DEFECTS)}
    # TENSOR16 needs a packed dtype, MODEL10 an installation without torch; each has a test of its own.
    assert codes - shown == {"TENSOR16", "MODEL10"}
    assert len(DEFECTS) + len(ADAPTER_DEFECTS) >= 25


def test_codes_are_unique_and_say_cause_and_remedy() -> None:
    codes = [code for check in MODEL_CHECKS for code in check.codes]
    assert len({code.id for code in codes}) == len({code.name for code in codes}) == len(codes)
    assert all(code.cause and code.remedy for code in codes)
    assert {code.severity for code in codes} == {Severity.ERROR, Severity.WARNING}


def test_a_sound_adapter_passes(adapter: Path) -> None:
    report = _examine(adapter)
    assert report.findings == ()
    assert report.verdict == "pass"


@pytest.mark.parametrize("defect", ADAPTER_DEFECTS[:-1], ids=lambda defect: defect.name)
def test_defect_of_an_adapter_is_found(adapter: Path, defect: Defect) -> None:
    defect.spoil(adapter)
    assert defect.code in _codes(_examine(adapter))
    assert _codes(_examine(adapter)) <= {defect.code} | defect.also


def test_an_adapter_whose_matrices_do_not_pair_is_found(
    adapter: Path, safetensors_by_hand: tuple[Callable[..., None], ...]
) -> None:
    write, _, _ = safetensors_by_hand
    half = "base_model.model.model.layers.0.self_attn.q_proj.lora_"
    ones = np.ones((4, 32))
    write(adapter / "adapter_model.safetensors", {f"{half}A.weight": ("F32", ones)})
    assert _codes(_examine(adapter)) == {"ADAPTER04"}
    ranks = {f"{half}A.weight": ("F32", ones), f"{half}B.weight": ("F32", np.ones((32, 5)))}
    write(adapter / "adapter_model.safetensors", ranks)
    assert _codes(_examine(adapter)) == {"ADAPTER04"}


def test_an_adapter_that_was_never_trained_is_found(adapter: Path) -> None:
    path = adapter / "adapter_model.safetensors"
    head, body = _header(path)
    begin, end = head["base_model.model.model.layers.1.mlp.down_proj.lora_B.weight"]["data_offsets"]
    body[begin:end] = bytes(end - begin)
    _store(path, head, body)
    assert _codes(_examine(adapter)) == {"TENSOR14"}


def test_numbers_that_nobody_can_look_into_are_told(released: Callable[..., Path]) -> None:
    folder = released()
    _entry(MATRIX, dtype="F8_E8M0", shape=[32 * 64 * 4])(folder)
    report = _examine(folder)
    assert {"TENSOR16"} <= _codes(report) <= {"TENSOR16", "MODEL08"}


def test_without_torch_it_is_said_that_the_class_was_not_examined(
    released: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adaptation.model_checks.declared.has_torch", lambda: False)
    report = _examine(released())
    assert [(finding.code, finding.severity) for finding in report.findings] == [("MODEL10", Severity.WARNING)]
    assert "torch is absent" in report.findings[0].hint
    assert meta.has_torch()


def test_findings_quote_no_path_no_name_and_no_secret(released: Callable[..., Path]) -> None:
    folder = released()
    _edit("config.json", _name_or_path="/home/segretissimo/base", user="segretissimo")(folder)
    _add("README.md", SECRET)(folder)
    told = json.dumps(_examine(folder).to_json())
    assert {"LEAK01", "LEAK02", "LEAK03"} <= _codes(_examine(folder))
    assert "segretissimo" not in told
    assert "AbCdEfGhIj" not in told


def test_a_model_without_tensors_is_refused(released: Callable[..., Path]) -> None:
    folder = released()
    (folder / WEIGHTS).unlink()
    report = _examine(folder)
    assert report.verdict == "refused"
    assert report.exit_code == 3


def test_only_some_checks_can_be_asked_for(released: Callable[..., Path]) -> None:
    folder = released()
    _add("notes.py")(folder)
    chosen = select_checks(MODEL_CHECKS, ["tokenizer", "GEN"])
    assert {check.name for check in chosen} == {"tokenizer", "generation"}
    assert examine(open_model(folder), chosen).verdict == "pass"
    with pytest.raises(UserError, match="nessuno"):
        select_checks(MODEL_CHECKS, ["nessuno"])
    with pytest.raises(Refused):
        examine(open_model(folder), ())


def test_the_digest_names_the_model_and_not_its_papers(released: Callable[..., Path]) -> None:
    folder = released()
    before = _examine(folder).digest
    assert before == open_model(folder).digest
    _add("README.md")(folder)
    _add("appunti.txt")(folder)
    assert _examine(folder).digest == before
    _numbers(NORM, _put(1.5))(folder)
    assert _examine(folder).digest != before


def test_files_that_change_meanwhile_are_refused(released: Callable[..., Path]) -> None:
    folder = released()

    def meddle(names: Any) -> Any:
        (folder / "config.json").write_text("{}")
        return names

    with pytest.raises(Refused, match="changed"):
        examine(open_model(folder), MODEL_CHECKS, progress=meddle)


def test_strange_names_and_links_are_told_and_never_a_crash(released: Callable[..., Path]) -> None:
    folder = released()
    (folder / "NOTICE").symlink_to("NOTICE.txt")
    (folder / "NOTICE.txt").symlink_to("NOTICE")
    (folder / os.fsdecode(b"nota\xff.txt")).write_bytes(b"x")
    (folder / "sotto").symlink_to("/", target_is_directory=True)
    report = _examine(folder)
    json.dumps(report.to_json(), ensure_ascii=False).encode("utf-8")
    rows = {(finding.code, finding.row) for finding in report.findings}
    assert rows == {("FILE10", "NOTICE"), ("FILE10", "NOTICE.txt"), ("FILE08", "nota\\xff.txt"), ("FILE10", "sotto")}


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [[]], {"a": None}, True, -1, 1e400])
def test_settings_of_any_type_are_told_and_never_a_crash(released: Callable[..., Path], value: Any) -> None:
    keys = ("architectures", "dtype", "vocab_size", "eos_token_id", "auto_map", "text_config", "_name_or_path", "user")
    for file, names in (
        ("config.json", keys),
        (GENERATION, ("eos_token_id", "min_new_tokens", "max_new_tokens", "temperature")),
        ("tokenizer_config.json", ("eos_token", "pad_token", "chat_template", "tokenizer_class", "name_or_path")),
    ):
        for name in names:
            folder = released(name=f"{file}-{name}")
            settings = json.loads((folder / file).read_text(encoding="utf-8"))
            (folder / file).write_text(json.dumps({**settings, name: value}), encoding="utf-8")
            assert _examine(folder).verdict in ("pass", "findings")


LLAMA = (
    "{{ bos_token }}{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n\n' + m['content'] | trim + '<|im_end|>' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n\n' }}{% endif %}"
)
QWEN = (
    "{%- for m in messages %}{%- if m.role == 'user' %}{{- '<|im_start|>user\n' + m.content + '<|im_end|>\n' }}{%- else %}"
    "{{- '<|im_start|>assistant\n<think>\n\n</think>\n\n' + m.content.lstrip('\n') + '<|im_end|>\n' }}{%- endif %}{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\n' }}{%- endif %}"
)


@pytest.mark.parametrize(("template", "codes"), [(LLAMA, {"TEMPLATE04"}), (QWEN, set())], ids=["llama", "qwen"])
def test_templates_of_the_families_give_no_false_alarm(
    released: Callable[..., Path], template: str, codes: set[str]
) -> None:
    folder = released()
    _template(template)(folder)
    assert _codes(_examine(folder)) == codes


def test_a_tokenizer_of_pieces_with_bytes_behind_gives_no_false_alarm(released: Callable[..., Path]) -> None:
    """As Gemma has it: spaces become a letter of their own, what no piece covers is spelt in bytes."""
    from tokenizers import Tokenizer, decoders, models, normalizers

    pieces = [
        "<pad>",
        "<eos>",
        "<bos>",
        "<unk>",
        *(f"<0x{byte:02X}>" for byte in range(256)),
        "\u2581",
        *"abcdefghilmnopqrstuvz",
    ]
    raw = Tokenizer(
        models.BPE(
            {piece: id for id, piece in enumerate(pieces)}, [], unk_token="<unk>", byte_fallback=True, fuse_unk=True
        )
    )
    raw.normalizer = normalizers.Replace(" ", "\u2581")
    raw.decoder = decoders.Sequence([decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()])
    raw.add_special_tokens(["<pad>", "<eos>", "<bos>"])
    folder = released("gemma3")
    raw.save(str(folder / "tokenizer.json"))
    _edit("tokenizer_config.json", eos_token="<eos>", pad_token="<pad>", tokenizer_class="PreTrainedTokenizerFast")(
        folder
    )
    chosen = select_checks(MODEL_CHECKS, ["tokenizer"])
    assert examine(open_model(folder), chosen).findings == ()
