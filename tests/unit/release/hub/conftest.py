"""A Hub that all tests of this folder share, each with repositories of its own, and the callers that come to it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from huggingface_hub import HfApi

from release.hub import HubAddress, Settings, Store, open_store, running

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubAddress]:
    settings = Settings(multipart_above=12_500_000, part_bytes=5_000_000, page=40)
    with running(tmp_path_factory.mktemp("hub") / "served", settings=settings) as address:
        yield address
        assert not address.stopped.is_set(), "the server must outlive every test"


@pytest.fixture(autouse=True)
def no_faults_left(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "hub" in request.fixturenames:
        request.getfixturevalue("hub").faults.disarm()


@pytest.fixture
def api(hub: HubAddress) -> HfApi:
    return HfApi(endpoint=hub.endpoint, token=hub.token)


@pytest.fixture
def stranger(hub: HubAddress) -> HfApi:
    return HfApi(endpoint=hub.endpoint, token=False)


@pytest.fixture
def http(hub: HubAddress) -> Iterator[httpx2.Client]:
    """The owner of the token, without the client library's good manners."""
    headers = {"Authorization": f"Bearer {hub.token}"}
    with httpx2.Client(base_url=hub.endpoint, headers=headers, timeout=30) as client:
        yield client


@pytest.fixture
def anonymous(hub: HubAddress) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=hub.endpoint, timeout=30) as client:
        yield client


@pytest.fixture(params=["dataset", "model"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def new_repo(api: HfApi) -> Callable[..., str]:
    """Make a repository of a name that no other test has; private unless told otherwise."""

    def make(kind: str = "dataset", *, private: bool = True) -> str:
        name = f"ward/repo-{next(_NUMBERS)}"
        api.create_repo(name, repo_type=kind, private=private)
        return name

    return make


@pytest.fixture
def repo(new_repo: Callable[..., str], kind: str) -> str:
    """A private repository of the kind that the test is run with."""
    return new_repo(kind)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        yield opened
