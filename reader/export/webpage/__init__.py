"""Articles with their notes as one web page that needs nothing else."""
