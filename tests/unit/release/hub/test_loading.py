"""`datasets` and `transformers` load from this Hub what was published on it, each in a process that knows no other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from release.hub import HubAddress

DATASETS = """
import datasets
from huggingface_hub import HfApi
notes = datasets.DatasetDict(
    train=datasets.Dataset.from_dict({"id": ["1", "2"], "text": ["Referto: però è negativo", "b"]}),
    test=datasets.Dataset.from_dict({"id": ["3"], "text": ["c"]}),
)
notes.push_to_hub("ward/pushed", private=True)
notes["train"].push_to_hub("ward/pushed", "other", split="dev")
HfApi().create_tag("ward/pushed", tag="v1", repo_type="dataset")
notes["test"].push_to_hub("ward/pushed", split="train")
loaded = datasets.load_dataset("ward/pushed", revision="v1")
assert {name: split.to_list() for name, split in loaded.items()} == {
    name: split.to_list() for name, split in notes.items()
}
assert datasets.load_dataset("ward/pushed", split="train").to_list() == notes["test"].to_list()
assert datasets.load_dataset("ward/pushed", "other", split="dev")[0]["id"] == "1"
assert sorted(datasets.get_dataset_config_names("ward/pushed")) == ["default", "other"]
streamed = datasets.load_dataset("ward/pushed", revision="v1", split="test", streaming=True)
assert list(streamed) == notes["test"].to_list()
"""

STRANGER = """
import datasets, sys
try:
    print(len(datasets.load_dataset("ward/pushed", split="train")))
except datasets.exceptions.DatasetNotFoundError:
    print("not found")
"""

TRANSFORMERS = """
import tempfile
from huggingface_hub import HfApi
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import AutoConfig, AutoTokenizer, BertConfig, PreTrainedTokenizerFast
words = Tokenizer(WordLevel({"[UNK]": 0, "referto": 1}, unk_token="[UNK]"))
words.pre_tokenizer = Whitespace()
with tempfile.TemporaryDirectory() as folder:
    PreTrainedTokenizerFast(tokenizer_object=words, unk_token="[UNK]").save_pretrained(folder)
    BertConfig(hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8).save_pretrained(folder)
    HfApi().create_repo("ward/tiny", private=True)
    HfApi().upload_folder(repo_id="ward/tiny", folder_path=folder)
    HfApi().create_tag("ward/tiny", tag="v1")
assert AutoConfig.from_pretrained("ward/tiny", revision="v1").hidden_size == 8
assert AutoTokenizer.from_pretrained("ward/tiny", revision="v1")("referto nuovo")["input_ids"] == [1, 0]
try:
    AutoConfig.from_pretrained("ward/tiny", token=False, force_download=True)
except OSError:
    pass
else:
    raise SystemExit("a stranger was let in")
"""


def test_datasets_pushes_and_loads(hub: HubAddress, tmp_path: Path) -> None:
    _run(DATASETS, hub, tmp_path / "owner")
    assert _run(STRANGER, hub, tmp_path / "stranger", token="") == "not found"
    from huggingface_hub import HfApi

    HfApi(endpoint=hub.endpoint, token=hub.token).update_repo_settings(
        "ward/pushed", repo_type="dataset", visibility="public"
    )
    assert _run(STRANGER, hub, tmp_path / "reader", token="") == "1"


def test_transformers_loads_configuration_and_tokenizer(hub: HubAddress, tmp_path: Path) -> None:
    _run(TRANSFORMERS, hub, tmp_path)


def _run(code: str, hub: HubAddress, home: Path, token: str | None = None) -> str:
    environment = {**os.environ, "HF_ENDPOINT": hub.endpoint, "HF_HOME": str(home), "HOME": str(home)}
    environment["HF_TOKEN"] = hub.token if token is None else token
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
