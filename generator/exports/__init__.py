"""Make the files machines read: the map of the site, its redirects, its schemas."""

from generator.exports.machine_files import addresses, files
from generator.exports.redirects import moves

__all__ = ["addresses", "files", "moves"]
