"""The words that are no names: general Italian and English, clinical words, medicines, and what a corpus vouches for itself."""
