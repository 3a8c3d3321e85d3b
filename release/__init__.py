"""Side effects: plan, push, verify; the embedded Hub; the command line.

release_file  RELEASE.toml -> Release
prepare       build, examine, decide, describe -> a folder that may leave, or a report that says why not
plan          what is here and what is there -> ReleasePlan, pure
publish       carry a plan out, every prefix harmless
verify        download, hash, load, compare
desk          the whole way, as `referto publish` walks it
remote        the only module that calls huggingface_hub
hub           the embedded Hub, a real HTTP server over a folder
cli           translates the command line, nothing more
"""
