"""Run datatrove's MinHash over a JSONL file and print the pairs it clusters; for `leakage_speed.py`, in an environment of its own.

    PYTHON_WITH_DATATROVE benchmarks/datatrove_minhash.py FILE.jsonl FOLDER

FILE has a line `{"id", "text"}` a document; FOLDER takes what datatrove writes. 14 buckets of 8 hashes over runs of 5 words, with
its Italian word tokeniser. The removed documents are printed, one id a line.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path


def main() -> None:
    """Run the four stages, one after the other, in this process."""
    from datatrove.pipeline.dedup import MinhashDedupSignature
    from datatrove.pipeline.dedup.minhash import (
        MinhashConfig,
        MinhashDedupBuckets,
        MinhashDedupCluster,
        MinhashDedupFilter,
    )
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    file, folder = Path(sys.argv[1]), Path(sys.argv[2])
    config = MinhashConfig(num_buckets=14, hashes_per_bucket=8, n_grams=5)
    signatures, buckets, clusters, removed = (str(folder / name) for name in ("sig", "buckets", "clusters", "removed"))

    def reader() -> JsonlReader:
        return JsonlReader(str(file.parent), glob_pattern=file.name)

    stages = [
        [reader(), MinhashDedupSignature(output_folder=signatures, config=config, language="ita_Latn")],
        [MinhashDedupBuckets(input_folder=signatures, output_folder=buckets, config=config)],
        [MinhashDedupCluster(input_folder=buckets, output_folder=clusters, config=config)],
        [reader(), MinhashDedupFilter(input_folder=clusters, exclusion_writer=JsonlWriter(removed))],
    ]
    for stage in stages:
        ranks = config.num_buckets if isinstance(stage[0], MinhashDedupBuckets) else 1
        for rank in range(ranks):
            data = None
            for step in stage:
                data = step(data, rank, ranks) if callable(step) else data
            for _ in data or ():
                pass
    for path in sorted(Path(removed).glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                print(json.loads(line)["id"])


if __name__ == "__main__":
    main()
