"""Make the files machines read: the map of the site, its redirects, its schemas."""

from generator.exports.changes_files import with_changes
from generator.exports.icalendar import deadlines_calendar
from generator.exports.machine_files import addresses, every_address, files, open_data
from generator.exports.record_files import RecordData, records_as_data
from generator.exports.redirects import moves
from generator.exports.tracking_files import tracking_table, tracking_text

__all__ = [
    "RecordData",
    "addresses",
    "deadlines_calendar",
    "every_address",
    "files",
    "moves",
    "open_data",
    "records_as_data",
    "tracking_table",
    "tracking_text",
    "with_changes",
]
