"""Making notes and showing them: desk (what the keys of notes do), writing (the editor), margin (where notes stand)."""
