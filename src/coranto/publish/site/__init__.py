"""The site: pages of an edition as HTML that a reader likes, with no request to any other host."""
