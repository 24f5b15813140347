"""The ways to read a source: a refresh when its time has come, known articles once more, the whole of a listing, saved
files, and what waited for a person's word. Each goes through the steps of `feeder.pipeline`."""
