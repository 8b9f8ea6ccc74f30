"""The reader's notes: one file each, and finding their place in a changed text."""
