"""One file for each page: reads when shown, writes through use cases."""
