"""Start the web servers of Debian on this machine alone, as the guide on hosting configures them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

GUIDE = Path(__file__).resolve().parents[2] / "content/heberger-le-site.md"
_PROGRAMS = {"nginx": "/usr/sbin/nginx", "apache": "/usr/sbin/apache2", "caddy": "/usr/bin/caddy"}
_MISSING = "{} is not installed: apt-get install nginx-light apache2-bin caddy, as .ci/run does"
# Around what the guide says, what Debian's own files hold.
_NGINX = """
user root; daemon off; pid {run}/pid; error_log {run}/errors;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {run}/1; proxy_temp_path {run}/2; fastcgi_temp_path {run}/3;
    uwsgi_temp_path {run}/4; scgi_temp_path {run}/5;
    {sites}
}}
"""
_MODULES = "alias authz_core deflate dir filter headers mime mpm_event"
_APACHE = """
ServerRoot {run}
ServerName espace.example
PidFile {run}/pid
ErrorLog {run}/errors
{modules}
TypesConfig /dev/null
{sites}
"""
_CADDY = """
{{
    admin off
    auto_https off
}}
{sites}
"""


def said(language: str) -> str:
    """The block of the guide in that language."""
    (block,) = re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    return str(block)


@contextmanager
def served_by(name: str, run: Path, sites: dict[str, tuple[Path, Path]]) -> Iterator[dict[str, str]]:
    """The address of each site, served by that program from the folder and by the rules told of it."""
    program = _PROGRAMS[name]
    if not shutil.which(program):
        # Where all was to be installed, a server that lacks is no reason to prove less.
        (pytest.fail if os.environ.get("EVERYTHING") else pytest.skip)(_MISSING.format(name))
    run.mkdir()
    ports = {one: _free() for one in sites}
    blocks = [_block(name, ports[one], *told) for one, told in sites.items()]
    (run / "conf").write_text(_whole(name, run, "\n".join(blocks)), encoding="utf-8")
    conf = str(run / "conf")
    command = {
        "nginx": ["-p", str(run), "-c", conf],
        "apache": ["-X", "-f", conf],
        "caddy": ["run", "--adapter", "caddyfile", "--config", conf],
    }[name]
    with (run / "told").open("wb") as told:
        asked = subprocess.Popen(
            [program, *command], stdout=told, stderr=told, env={"HOME": str(run), "XDG_DATA_HOME": str(run)}
        )
    try:
        for port in ports.values():
            _wait(asked, port, run)
        yield {one: f"http://127.0.0.1:{port}" for one, port in ports.items()}
    finally:
        asked.terminate()
        asked.wait(20)


def _block(name: str, port: int, root: Path, rules: Path) -> str:
    """What the guide says, for this place and this port."""
    if name == "nginx":
        text = said("nginx").replace("listen 80", f"listen 127.0.0.1:{port}")
        return text.replace("/srv/www/espace", str(root)).replace("/etc/nginx/espace.nginx.conf", str(rules))
    if name == "apache":
        text = said("apache").replace("*:80", f"127.0.0.1:{port}")
        return f"Listen 127.0.0.1:{port}\n{text.replace('/srv/www/espace', str(root))}"
    text = said("caddy").replace("espace.example {", f"http://127.0.0.1:{port} {{\n    bind 127.0.0.1")
    return text.replace("/srv/www/espace", str(root)).replace("/etc/caddy/espace.caddy", str(rules))


def _whole(name: str, run: Path, sites: str) -> str:
    around = {"nginx": _NGINX, "apache": _APACHE, "caddy": _CADDY}[name]
    modules = "\n".join(
        f"LoadModule {one}_module /usr/lib/apache2/modules/mod_{one}.so" for one in _MODULES.split()
    )
    return around.format(run=run, sites=sites, modules=modules)


def _free() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def _wait(asked: subprocess.Popen[bytes], port: int, run: Path) -> None:
    for _ in range(400):
        if asked.poll() is not None:
            break
        with socket.socket() as opened:
            if opened.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    errors = "".join(
        file.read_text(errors="replace") for file in (run / "told", run / "errors") if file.exists()
    )
    pytest.fail(f"the server does not answer:\n{errors}", pytrace=False)
