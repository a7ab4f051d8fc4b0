"""Turn staged files into a published site: engine, search, links, swap; all here may touch the disk."""

from generator.publishing.build import Result, publish, show
from generator.publishing.engine import EngineError, wrong_settings
from generator.publishing.engine import render as lay_out
from generator.publishing.engine_recipe import led_to
from generator.publishing.finished import finished
from generator.publishing.frames import page_url
from generator.publishing.ground import Ground, PlaceError, allowed
from generator.publishing.hosting_files import lay_rules, served
from generator.publishing.joining import join
from generator.publishing.layers import loaded
from generator.publishing.linkcheck import BrokenLink, check_links
from generator.publishing.mark import EDITION, MARK, PAGES, PART, PREVIEW, SITE
from generator.publishing.memory import recall, remember
from generator.publishing.menu import is_outside, is_staged, kept, page_of, pages, titles
from generator.publishing.offline import take_offline
from generator.publishing.offline_words import PREVIEW_COPY, edition_copy
from generator.publishing.once import once_each, section
from generator.publishing.page_file import page_file, page_path
from generator.publishing.part import publish_part
from generator.publishing.part_file import PartError
from generator.publishing.part_origin import sum_of
from generator.publishing.pictures import Pictures
from generator.publishing.places import Swap, at_work, finish, in_place, place
from generator.publishing.preview import Preview, at_port
from generator.publishing.relative import relative_links
from generator.publishing.sealed_file import read_sealed, write_sealed
from generator.publishing.sealing import policy, seal
from generator.publishing.search import index
from generator.publishing.settings import missing, wrong
from generator.publishing.staging import Staged, stage
from generator.publishing.typed_command import NO_FILE, mistyped

__all__ = [
    "EDITION",
    "MARK",
    "NO_FILE",
    "PAGES",
    "PART",
    "PREVIEW",
    "PREVIEW_COPY",
    "SITE",
    "BrokenLink",
    "EngineError",
    "Ground",
    "PartError",
    "Pictures",
    "PlaceError",
    "Preview",
    "Result",
    "Staged",
    "Swap",
    "allowed",
    "at_port",
    "at_work",
    "check_links",
    "edition_copy",
    "finish",
    "finished",
    "in_place",
    "index",
    "is_outside",
    "is_staged",
    "join",
    "kept",
    "lay_out",
    "lay_rules",
    "led_to",
    "loaded",
    "missing",
    "mistyped",
    "once_each",
    "page_file",
    "page_of",
    "page_path",
    "page_url",
    "pages",
    "place",
    "policy",
    "publish",
    "publish_part",
    "read_sealed",
    "recall",
    "relative_links",
    "remember",
    "seal",
    "section",
    "served",
    "show",
    "stage",
    "sum_of",
    "take_offline",
    "titles",
    "write_sealed",
    "wrong",
    "wrong_settings",
]
