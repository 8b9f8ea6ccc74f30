"""What the panel lists of an article: people, countries, quotes, notes, each as entries of a few rows."""
