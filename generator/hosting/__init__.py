"""What a web server is told of a site: types, redirects, headers; as text, for the most usual servers."""

from generator.hosting.apache import htaccess
from generator.hosting.caddy import caddyfile
from generator.hosting.media_types import TYPES
from generator.hosting.nginx import nginx_conf
from generator.hosting.served import Served, ServedError, is_sent_by_servers
from generator.hosting.static_hosts import headers_file, redirects_file

__all__ = [
    "TYPES",
    "Served",
    "ServedError",
    "caddyfile",
    "headers_file",
    "htaccess",
    "is_sent_by_servers",
    "nginx_conf",
    "redirects_file",
]
