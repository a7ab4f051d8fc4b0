"""Work out the links between records, usable from both ends, and the faults of links that lead nowhere."""

from generator.graph.integrity import integrity, left_alone
from generator.graph.link_graph import Link, LinkGraph, link_graph
from generator.graph.mentions import Destination, Mention, MentionNames, destination, mentions, shown_by
from generator.graph.whole import Whole

__all__ = [
    "Destination",
    "Link",
    "LinkGraph",
    "Mention",
    "MentionNames",
    "Whole",
    "destination",
    "integrity",
    "left_alone",
    "link_graph",
    "mentions",
    "shown_by",
]
