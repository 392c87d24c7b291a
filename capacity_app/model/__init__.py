"""What the words mean: dataclasses and pure functions, standard library only."""
