"""Read the one Parquet file of NLP-FBK/medqa-it: the publisher's table of questions."""

from datasets_builders.nlp_fbk import read_questions as read

__all__ = ["read"]
