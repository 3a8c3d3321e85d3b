#!/bin/sh
# The main job on the shipped example. Run by `make demo`; leaves everything it makes in the folder demo/.
set -eu
rm -rf demo
echo '$ referto build emergency-example-it --source examples/emergency-defects --out demo/with-defects'
referto build emergency-example-it --source examples/emergency-defects --out demo/with-defects || test $? -eq 1
echo
echo '$ referto check demo/with-defects        # a dataset that must not leave the house'
referto check demo/with-defects || test $? -eq 1
echo
echo '$ referto publish examples/RELEASE.toml --to local:demo/hub --work demo/release --yes'
referto publish examples/RELEASE.toml --to local:demo/hub --work demo/release --yes
echo
echo 'referto and python here are those of the virtual environment: . .venv/bin/activate'
echo 'The card of what was published: demo/release/datasets/emergency-notes-it/README.md'
