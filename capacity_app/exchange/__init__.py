"""Files machines read, both ways."""
