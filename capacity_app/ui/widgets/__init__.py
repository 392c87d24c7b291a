"""Parts that pages are made of: form rows, level cards, bars, empty states."""
