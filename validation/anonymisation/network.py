"""Cut the ways out: nothing underneath this package may look up a name or open a connection.

Presidio's e-mail recogniser asks tldextract whether a domain exists, and tldextract fetches the public suffix
list from two web sites, and caches it on disk, the first time it is asked. It ships a snapshot of the same
list; we make it use that one. Nothing else that is reached from here opens a connection (a test watches a
fresh interpreter): importing urllib3 binds one local socket to learn whether the machine has IPv6, and sends
nothing.

This module never tests whether a network is there: it behaves the same with and without one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["stay_offline"]

_ADVISORY = "TRANSFORMERS_NO_ADVISORY_WARNINGS"


def stay_offline() -> None:
    """Import Presidio with its ways out closed; call it before a recogniser is made. Twice does no harm.

    `tldextract.extract` is replaced, and the extractor behind it too, for whoever took the function earlier.
    """
    with _without_advice():
        import presidio_analyzer  # noqa: F401  # for its effect: everything that it pulls in is loaded now
    import tldextract
    from tldextract import tldextract as inner

    if inner.TLD_EXTRACTOR is tldextract.extract:
        return
    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    inner.TLD_EXTRACTOR = offline
    tldextract.extract = offline


@contextmanager
def _without_advice() -> Iterator[None]:
    """Keep transformers, which Presidio imports, from printing that PyTorch is missing: we need none."""
    before = os.environ.get(_ADVISORY)
    os.environ[_ADVISORY] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_ADVISORY]
        else:
            os.environ[_ADVISORY] = before
