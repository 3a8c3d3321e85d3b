"""The embedded Hub: the part of the Hugging Face Hub that publishing and loading need, over a folder.

A real HTTP server, to which the real clients (`huggingface_hub`, `datasets`, `transformers`) talk as they would to the
public one. It is where `referto publish` goes unless told otherwise, the staging area inside a hospital's firewall, and
the bench on which publishing is tested, with faults on purpose.

- `serve` runs it until a signal; `running` runs it beside other work:

  ```python
  with running(Path("staging")) as hub:
      HfApi(endpoint=hub.endpoint, token=hub.token).create_repo("ward/notes", repo_type="dataset", private=True)
  ```

- `create_app` is the same without a server, over a store from `open_store`.
- `FaultRule` and `parse_faults` say what goes wrong.

From the wire to the disk: `server` listens on 127.0.0.1 only; `faults` may strike; `calls` checks host and token and
reads the request; a module `routes_*` answers it, by `commits`, `history`, `contents`, `repositories`, `discussions`
and `shelves` (collections); these keep what they know in `database` and contents in `blobs`, both in the `store`.
Large files come by signed `links`, whole or in `parts`; `clearing` takes off the disk what nothing refers to. `trees`,
`operations`, `cards`, `patterns` and `names` are pure. Whatever is refused is a `problems.Problem`.

What holds at any moment, `kill -9` included: a file under `blobs/` is whole, every reference leads to a commit, and a
commit to contents that are there. A branch moves only from where its author saw it. Nothing that a client sends becomes
a path on the disk. Without the token nothing is written and nothing private is known.

What it does not have: Xet (set `HF_HUB_DISABLE_XET=1`), spaces, buckets, users other than one, rate limits, scanners.
"""

from release.hub.app import create_app
from release.hub.calls import Settings
from release.hub.faults import FaultRule, Faults, parse_faults
from release.hub.server import HubAddress, running, serve
from release.hub.store import Store, open_store

__all__ = [
    "FaultRule",
    "Faults",
    "HubAddress",
    "Settings",
    "Store",
    "create_app",
    "open_store",
    "parse_faults",
    "running",
    "serve",
]
