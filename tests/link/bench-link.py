# bench-link.py - the engine on a thin link, beside the physical limit and the ordinary ways, in one run
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: bench-link.py [--quick] [WORD...]; --quick measures the first link only, a WORD those links and cases whose name
# has it. Prints one JSON object a line: {"case", "link", "way", "seconds", "limit", "efficiency", …}.
#
# The limit is what the wire needs for the bytes that must go up, with two round trips (three over TLS), the outages, and
# two round trips after each cut (three over TLS). What was sent twice is counted by what the wire spent time on.

import contextlib
import gzip
import http.client
import http.server
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

SOURCE = pathlib.Path(os.environ['KTG_SOURCE_DIR'])
BUILD = pathlib.Path(os.environ['KTG_BUILD_DIR'])
sys.path[:0] = [str(SOURCE / 'tests' / name) for name in ('support', 'link', 'bench')]

from processes import Device, Server, make_photo  # noqa: E402
from slow_link import SlowLink, limit_s  # noqa: E402
from tls_front import tls_front  # noqa: E402

LINKS = {
    '256 kbit/s, 300 ms, cut every 20 s': dict(rate_bit_s=256_000, rtt_s=0.3, cut_every_s=20),
    '64 kbit/s, 600 ms, cut every 20 s': dict(rate_bit_s=64_000, rtt_s=0.6, cut_every_s=20),
    '1 Mbit/s, 100 ms': dict(rate_bit_s=1_000_000, rtt_s=0.1),
    '256 kbit/s, 300 ms, cut every 20 s, TLS': dict(rate_bit_s=256_000, rtt_s=0.3, cut_every_s=20, is_tls=True),
}
MEGABYTE = dict(width=1500, height=1100, quality=91)
SMALL = dict(width=400, height=300, quality=70)
WORDS = ('lurah hadir deklarasi bersama calon wali kota di lapangan desa sambil mengangkat dua jari warga melihat spanduk '
         'terpasang kantor kelurahan pukul malam foto diunggah akun media sosial pegawai negeri mengajak keluarga memilih '
         'pasangan tertentu rapat koordinasi kampanye mobil dinas dipakai mengantar peserta saksi mencatat kejadian').split()


def say(**row):
    print(json.dumps(row), flush=True)


def write_report(folder, seed):
    """A report of ordinary length: 90 words."""
    chance = random.Random(seed)
    body = json.loads((SOURCE / 'tests' / 'data' / 'report-minimal.json').read_text())
    body['account'] = ' '.join(chance.choice(WORDS) for _ in range(90)).capitalize() + '.'
    body['place'] = {'words': f'RT {chance.randrange(1, 20)} RW {chance.randrange(1, 9)}'}
    path = folder / f'report-{seed}.json'
    path.write_text(json.dumps(body))
    return path


class Ours:
    """A server, and a device with reports waiting behind the link."""

    def __init__(self, folder, name):
        self.folder = pathlib.Path(folder)
        self.name = name
        self.link_options = dict(LINKS[name])
        self.is_tls = self.link_options.pop('is_tls', False)
        self.opened = contextlib.ExitStack()
        self.device = Device(folder)
        self.photo_bytes = 0
        self.reports = []
        self.start_server()

    def start_server(self):
        if not self.is_tls:
            self.server = Server(self.folder).start()
            self.opened.callback(self.server.stop)
            self.open_link(self.server.port)
            self.device.enrol(self.server, f'http://127.0.0.1:{self.link.port}')
            return
        short = self.opened.enter_context(tempfile.TemporaryDirectory(prefix='ktg-'))
        self.server = Server(self.folder, listen=f'unix:{short}/http.sock').start()
        self.opened.callback(self.server.stop)
        front = self.opened.enter_context(tls_front(self.folder, f'{short}/http.sock'))
        self.open_link(int(front.url.rsplit(':', 1)[1]))
        done = self.device.run('enrol', f'https://127.0.0.1:{self.link.port}', self.server.code(), '--ca', front.ca)
        assert done.returncode == 0, done.stderr

    def open_link(self, port):
        """Enrolment is not measured: the link is fast at first."""
        self.link = SlowLink(port, **self.link_options).start()
        self.opened.callback(self.link.stop)
        self.saved = (self.link.up.rate_bit_s, self.link.up.delay_s, self.link.rtt_s)
        self.link.up.rate_bit_s = self.link.down.rate_bit_s = 1e9
        self.link.up.delay_s = self.link.down.delay_s = self.link.rtt_s = 0.0
        self.link.next_cut = None

    def file(self, reports, photos_each=0, photo_size=None):
        for seed in range(reports):
            photos = [make_photo(self.folder / f'{seed}-{number}.jpg', seed=seed * 10 + number + 1, **photo_size)
                      for number in range(photos_each)]
            self.photo_bytes += sum(photo.stat().st_size for photo in photos)
            self.reports.append(self.device.file(write_report(self.folder, seed), *photos))

    def begin(self):
        link = self.link
        rate_bit_s, delay_s, link.rtt_s = self.saved
        link.up.rate_bit_s = link.down.rate_bit_s = rate_bit_s
        link.up.delay_s = link.down.delay_s = delay_s
        link.up.payload_bytes = link.up.carried_bytes = link.connections = 0
        self.started = time.monotonic()
        if link.cut_every_s:
            link.next_cut = self.started + link.cut_every_s

    def text_bytes(self):
        """What must go up for the texts alone: all their events and signatures, compressed together."""
        (self.folder / 'export').mkdir(exist_ok=True)
        words = []
        for report in self.reports:
            out = self.folder / 'export' / report
            out.parent.mkdir(exist_ok=True)
            self.server.run('export', report, out)
            words += [path.read_bytes() for path in sorted((out / 'events').iterdir())]
        assert len(words) == 2 * len(self.reports)
        return len(gzip.compress(b''.join(words), 9))

    def preview_bytes(self):
        return sum(file['bytes'] for entry in self.server.list() for file in entry['files'] if file['preview'])

    def limit(self, up_bytes):
        options, link = self.link_options, self.link
        trips = 3 if self.is_tls else 2
        return limit_s(up_bytes, options['rate_bit_s'], options['rtt_s'], trips, link.cuts, trips, link.outage_s, is_tls=self.is_tls)

    def sync_until_level(self):
        """`ktg sync` again and again, as an officer with a short patience would; cuts end a run with exit 3.

        The time is from before the first process began until the last one said that all is on the server, which it does
        after it has checked and committed the receipts. How it then closes its profile is no affair of the link.
        """
        self.runs = 0
        while True:
            running = self.device.start('sync')
            said = running.stdout.readline()
            seconds = time.monotonic() - self.started
            _, complaints = running.communicate()
            self.runs += 1
            if running.returncode == 0:
                assert said == 'Everything is on the server.\n', said
                return seconds
            assert running.returncode == 3, complaints
            threading.Event().wait(0.1)

    def close(self):
        self.opened.close()

    def assert_all_there(self):
        held = self.server.list()
        assert {entry['report'] for entry in held} == set(self.reports)
        assert all(entry['state'] == 'complete' for entry in held)

    def say(self, case, seconds, limit, way='kentongan', **more):
        say(case=case, link=self.name, way=way, seconds=round(seconds, 2), limit=round(limit, 2),
            efficiency=round(limit / seconds, 3), cuts=self.link.cuts, **more)


def measure_photo(name, folder):
    """One photo of about a megabyte, whatever its text and preview cost besides."""
    with contextlib.closing(Ours(folder, name)) as ours:
        ours.file(1, 1, MEGABYTE)
        ours.begin()
        seconds = ours.sync_until_level()
        ours.assert_all_there()
        must = ours.photo_bytes + ours.text_bytes() + ours.preview_bytes()
        over = ours.link.up.carried_bytes - must
        ours.say('one photo of 1 MB', seconds, ours.limit(must), bytes=must, over_percent=round(100 * over / must, 1),
                 connections=ours.link.connections, runs=ours.runs)


def measure_texts(name, folder):
    with contextlib.closing(Ours(folder, name)) as ours:
        ours.file(10)
        ours.begin()
        seconds = ours.sync_until_level()
        ours.assert_all_there()
        must = ours.text_bytes()
        ours.say('ten text reports', seconds, ours.limit(must), bytes=must, sent=ours.link.up.carried_bytes)


def wait_for_texts(ours):
    """When the server has them all, asked beside the link."""
    while len(ours.server.list()) < len(ours.reports):
        threading.Event().wait(0.02)
    return time.monotonic() - ours.started


def measure_fifty(name, folder):
    with contextlib.closing(Ours(folder, name)) as ours:
        ours.file(50, 4, SMALL)
        ours.begin()
        running = ours.device.start('sync')
        safe = wait_for_texts(ours)
        if 'Mbit' in name:
            running.communicate()
            seconds = time.monotonic() - ours.started
            ours.assert_all_there()
        else:
            running.terminate()
            running.communicate()
        texts = ours.text_bytes()
        limit = ours.limit(texts)
        ours.say('fifty reports with four photos: all texts safe', safe, limit, times_limit=round(safe / limit, 2), bytes=texts)
        if 'Mbit' in name:
            must = texts + ours.photo_bytes + ours.preview_bytes()
            ours.say('fifty reports with four photos: everything', seconds, ours.limit(must), bytes=must)


def measure_estimate(name, folder):
    """On a steady link: what people were told at a quarter, a half and three quarters of the way, and what it took."""
    with contextlib.closing(Ours(folder, name)) as ours:
        ours.link.cut_every_s = None
        ours.file(1, 1, MEGABYTE)
        ours.begin()
        done = subprocess.run([BUILD / 'tests' / 'link' / 'watch-sync', ours.device.profile], capture_output=True, text=True, check=True)
        told = [[int(word) for word in line.split()] for line in done.stdout.splitlines()]
        whole_ms = told[-1][0]
        errors = {}
        for share in (0.25, 0.5, 0.75):
            at_ms, left_s = next((row[0], row[4]) for row in told if row[0] >= share * whole_ms and row[4] >= 0)
            errors[f'{share:.0%}'] = round((left_s - (whole_ms - at_ms) / 1000) / ((whole_ms - at_ms) / 1000), 3)
        say(case='time left, as told of one photo of 1 MB', link=name.replace(', cut every 20 s', ''), way='kentongan',
            seconds=round(whole_ms / 1000, 2), limit=round(ours.limit(ours.photo_bytes), 2), errors=errors,
            worst_error=max(abs(error) for error in errors.values()))


class PlainHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_POST(self):
        self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(201)
        self.send_header('Content-Length', '0')
        self.end_headers()

    def handle(self):
        with contextlib.suppress(ConnectionResetError):  # the link is stopped under it
            super().handle()

    def log_message(self, *words):
        pass


def measure_one_request_a_report(name, folder):
    options = LINKS[name]
    bodies = [write_report(pathlib.Path(folder), seed).read_bytes() for seed in range(10)]
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), PlainHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for way, is_kept in (('one request a report, fresh connections', False), ('one request a report, keep-alive', True)):
        link = SlowLink(server.server_address[1], **dict(options, cut_every_s=None)).start()
        started = time.monotonic()
        connection = http.client.HTTPConnection('127.0.0.1', link.port)
        for body in bodies:
            if not is_kept:
                connection.close()
                connection = http.client.HTTPConnection('127.0.0.1', link.port)
            connection.request('POST', '/', body)
            connection.getresponse().read()
        seconds = time.monotonic() - started
        limit = limit_s(len(gzip.compress(b''.join(bodies), 9)), options['rate_bit_s'], options['rtt_s'], 2)
        say(case='ten text reports', link=name, way=way, seconds=round(seconds, 2), limit=round(limit, 2),
            efficiency=round(limit / seconds, 3))
        connection.close()
        link.stop()
    server.shutdown()
    server.server_close()


def ensure_tus():
    """Where node and the registry of its packages can be had."""
    work = BUILD / 'tus'
    if not shutil.which('npm'):
        return None
    work.mkdir(exist_ok=True)
    for script in (SOURCE / 'tests' / 'link').glob('peer-tus-*.mjs'):
        shutil.copy(script, work)
    if not (work / 'node_modules').exists():
        subprocess.run(['npm', 'install', '--silent', '--no-audit', '--no-fund', '@tus/server', '@tus/file-store', 'tus-js-client'],
                       cwd=work, check=True, stdout=subprocess.DEVNULL)
    return work


def measure_tus(name, folder):
    options = LINKS[name]
    work = ensure_tus()
    if work is None:
        say(case='one photo of 1 MB', link=name, way='tus', note='no npm on this machine')
        return
    photo = make_photo(pathlib.Path(folder) / 'photo.jpg', seed=1, **MEGABYTE)
    server = subprocess.Popen(['node', 'peer-tus-server.mjs', str(folder)], cwd=work, stdout=subprocess.PIPE, text=True)
    link = SlowLink(int(server.stdout.readline()), **options).start()
    started = time.monotonic()
    subprocess.run(['node', 'peer-tus-client.mjs', f'http://127.0.0.1:{link.port}/files', str(photo)], cwd=work, check=True)
    seconds = time.monotonic() - started
    size = photo.stat().st_size
    limit = limit_s(size, options['rate_bit_s'], options['rtt_s'], 2, link.cuts, 2, link.outage_s)
    say(case='one photo of 1 MB', link=name, way='tus', seconds=round(seconds, 2), limit=round(limit, 2),
        efficiency=round(limit / seconds, 3), cuts=link.cuts, bytes=size,
        over_percent=round(100 * (link.up.carried_bytes - size) / size, 1))
    link.stop()
    server.terminate()
    server.wait()


MEASURES = {
    'photo': measure_photo,
    'tus': measure_tus,
    'texts': measure_texts,
    'one request': measure_one_request_a_report,
    'fifty': measure_fifty,
    'estimate': measure_estimate,
}
PEERS = ('tus', 'one request')


def is_wanted(name, case, words):
    if LINKS[name].get('is_tls') and case in PEERS:
        return False  # they are measured without TLS, and beside ours without
    if case == 'estimate' and 'is_tls' in LINKS[name]:
        return False
    return not words or any(word in f'{name} {case}' for word in words)


def main():
    words = [word for word in sys.argv[1:] if word != '--quick']
    for name in list(LINKS)[:1] if '--quick' in sys.argv else LINKS:
        for case, measure in MEASURES.items():
            if is_wanted(name, case, words):
                with tempfile.TemporaryDirectory(prefix='ktg-link-') as folder:
                    measure(name, folder)


main()
