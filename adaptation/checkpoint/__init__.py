"""Checkpoints on disk: what a model folder holds, its tensors without loading them, and the folder that may leave the house.

`folder` is the noun; `tensors` and `scan` read safetensors without torch; `files` knows which files belong to a release; `tokenising`
and `declared` ask tokenizer and model class what they make of the folder; `merge` and `package` write.
"""
