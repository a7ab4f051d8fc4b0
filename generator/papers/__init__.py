"""Papers to sign or to send, written from records: Word files that anyone can change."""

from generator.papers.paper import PAPERS, Paper, own_template, paper_of
from generator.papers.paper_error import PaperError
from generator.papers.published_papers import PublishedPaper, addresses_of_papers, published_papers

__all__ = [
    "PAPERS",
    "Paper",
    "PaperError",
    "PublishedPaper",
    "addresses_of_papers",
    "own_template",
    "paper_of",
    "published_papers",
]
