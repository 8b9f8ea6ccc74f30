"""Text as text: making it safe, its units, its lines on a page. Knows nothing of articles' sources or of the screen."""
