# ordinary_ways.py - what others do on the same links: tus for a photo, one request a report for texts
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import fcntl
import gzip
import http.server
import os
import pathlib
import shutil
import subprocess
import sys
import threading
import time

from limit import limit_s
from lossy_link import FAR, LossyLink
from our_side import write_report
from processes import BUILD, SOURCE, make_photo
from slow_link import SlowLink

HERE = SOURCE / 'tests' / 'link'
WAYS = {
    'fresh': 'one request a report, fresh connections',
    'kept': 'one request a report, keep-alive',
    'openrosa': 'as OpenRosa: HEAD and POST a report, fresh connections',
}


@contextlib.contextmanager
def link_to(options, start_server):
    """A link without TLS, its address and port, and the words before a program behind it. `start_server` gets the
    address to listen on and gives the port."""
    options = {name: value for name, value in options.items() if name != 'is_tls'}
    if 'loss' in options:
        link, address = LossyLink(**options), FAR
        prefix, port = link.prefix, start_server(FAR)
    else:
        link, prefix, address = SlowLink(start_server('127.0.0.1'), **options), [], '127.0.0.1'
        port = link.port
    link.start()
    try:
        link.pace()
        yield link, address, port, prefix
    finally:
        link.stop()


class PlainHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_POST(self):
        self.rfile.read(int(self.headers['Content-Length']))
        self.answer(201)

    def do_HEAD(self):
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header('Content-Length', '0')
        self.end_headers()

    def handle(self):
        with contextlib.suppress(ConnectionResetError):  # the link is stopped under it
            super().handle()

    def log_message(self, *words):
        pass


@contextlib.contextmanager
def plain_server():
    """Gives a function that starts it on an address."""
    servers = []

    def start(address):
        server = http.server.ThreadingHTTPServer((address, 0), PlainHandler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server.server_address[1]

    try:
        yield start
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def send_texts(options, folder):
    """Ten reports, in each of the ways; without cuts, which these would not survive. Yields (way, seconds, limit)."""
    reports = [write_report(pathlib.Path(folder), seed) for seed in range(10)]
    packed = len(gzip.compress(b''.join(report.read_bytes() for report in reports), 9))
    options = {name: value for name, value in options.items() if name != 'cut_every_s'}
    for short, way in WAYS.items():
        with plain_server() as start, link_to(options, start) as (link, address, port, prefix):
            done = subprocess.run([*prefix, sys.executable, HERE / 'one-request-client.py', address, str(port), short, *reports],
                                  capture_output=True, text=True, check=True)
            yield way, float(done.stdout), limit_s(packed, link.rate_bit_s, link.rtt_s, loss=options.get('loss', 0.0))


def ensure_tus():
    """Where node and the registry of its packages can be had; else None."""
    work = BUILD / 'tus'
    if not shutil.which('npm'):
        return None
    work.mkdir(exist_ok=True)
    with open(work / 'lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another seed may be at it
        install_tus(work)
    return work


def install_tus(work):
    for script in HERE.glob('peer-tus-*.mjs'):
        whole = shutil.copy(script, work / f'{script.name}.new')
        os.replace(whole, work / script.name)  # another seed may be reading the one before
    if not (work / 'node_modules').exists():
        subprocess.run(['npm', 'install', '--silent', '--no-audit', '--no-fund', '@tus/server', '@tus/file-store', 'tus-js-client'],
                       cwd=work, check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def tus_server(work, folder):
    """Gives a function that starts it on an address."""
    servers = []

    def start(address):
        servers.append(subprocess.Popen(['node', 'peer-tus-server.mjs', str(folder), address], cwd=work, stdout=subprocess.PIPE,
                                        text=True))
        return int(servers[-1].stdout.readline())

    try:
        yield start
    finally:
        for server in servers:
            server.terminate()
            server.wait()


def send_photo_by_tus(options, work, folder, photo_size, seed):
    """From before node starts until the server has said that it has all."""
    photo = make_photo(pathlib.Path(folder) / 'photo.jpg', seed=seed, **photo_size)
    size = photo.stat().st_size
    with tus_server(work, folder) as start, link_to(options, start) as (link, address, port, prefix):
        started = time.monotonic()
        subprocess.run([*prefix, 'node', 'peer-tus-client.mjs', f'http://{address}:{port}/files', str(photo)], cwd=work, check=True)
        seconds = time.monotonic() - started
        limit = limit_s(size, link.rate_bit_s, link.rtt_s, False, link.cuts, link.outage_s, options.get('loss', 0.0))
        return dict(seconds=seconds, limit=limit, cuts=link.cuts, bytes=size,
                    over_percent=round(100 * (link.up.carried_bytes - size) / size, 1))
