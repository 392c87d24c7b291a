"""Repeatable measurements: the program beside its floors, as ratios within one run."""
