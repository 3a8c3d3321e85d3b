"""Where an examination runs: in this process, in several, on a Dask cluster, or as the jobs of an array.

    plan (`units`) -> kernel: one unit -> state (`work`, `states`) -> merge and conclude (`examine`)

The plan depends on the files alone, states are merged in any order, and the report is the same bytes whoever did the work.
"""
