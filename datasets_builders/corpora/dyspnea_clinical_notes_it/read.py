"""Read the Italian notes of NLP-FBK/dyspnea-clinical-notes: the publisher's table of notes."""

from datasets_builders.nlp_fbk import read_notes as read

__all__ = ["read"]
