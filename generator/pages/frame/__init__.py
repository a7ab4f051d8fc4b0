"""What every page is made of: the page as a value, its layout, cards, links, dates, prose, and HTML."""
