# bench-link.py - the engine on a thin link, beside the physical limit and the ordinary ways, in one run
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: bench-link.py [--quick]; prints one JSON object a line: {"case", "way", "seconds", "limit", "efficiency", …}.

import gzip
import http.client
import http.server
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'link'))

from processes import Device, Server, make_photo  # noqa: E402
from slow_link import SlowLink, limit_s  # noqa: E402

LINKS = {
    '64 kbit/s, 600 ms': dict(rate_bit_s=64_000, rtt_s=0.6),
    '256 kbit/s, 300 ms, cut every 20 s': dict(rate_bit_s=256_000, rtt_s=0.3, cut_every_s=20),
    '1 Mbit/s, 100 ms': dict(rate_bit_s=1_000_000, rtt_s=0.1),
}
WORDS = ('lurah hadir deklarasi bersama calon wali kota di lapangan desa sambil mengangkat dua jari warga melihat spanduk '
         'terpasang kantor kelurahan pukul malam foto diunggah akun media sosial pegawai negeri mengajak keluarga memilih '
         'pasangan tertentu rapat koordinasi kampanye mobil dinas dipakai mengantar peserta saksi mencatat kejadian').split()


def say(**row):
    print(json.dumps(row), flush=True)


def write_report(folder, seed):
    """A report of ordinary length: 90 words."""
    chance = random.Random(seed)
    body = json.loads((pathlib.Path(os.environ['KTG_SOURCE_DIR']) / 'tests' / 'data' / 'report-minimal.json').read_text())
    body['account'] = ' '.join(chance.choice(WORDS) for _ in range(90)).capitalize() + '.'
    body['place'] = {'words': f'RT {chance.randrange(1, 20)} RW {chance.randrange(1, 9)}'}
    path = folder / f'report-{seed}.json'
    path.write_text(json.dumps(body))
    return path


class Ours:
    """A server, and a device with reports waiting behind the link."""

    def __init__(self, folder, link_options, reports, photos_each=0, photo_size=None):
        self.folder = pathlib.Path(folder)
        self.server = Server(folder).start()
        self.device = Device(folder)
        self.link = SlowLink(self.server.port, **link_options)
        self.options = link_options
        self.device.enrol(self.server, f'http://127.0.0.1:{self.fast_port()}')
        self.photo_bytes = 0
        self.reports = []
        for seed in range(reports):
            photos = []
            for number in range(photos_each):
                photo = make_photo(self.folder / f'{seed}-{number}.jpg', seed=seed * 10 + number + 1, **photo_size)
                self.photo_bytes += photo.stat().st_size
                photos.append(photo)
            self.reports.append(self.device.file(write_report(self.folder, seed), *photos))

    def fast_port(self):
        """Enrolment is not measured: the link starts after it, on the same port."""
        self.link.start()
        self.saved = (self.link.up.rate_bit_s, self.link.down.rate_bit_s, self.link.up.delay_s, self.link.rtt_s)
        self.link.up.rate_bit_s = self.link.down.rate_bit_s = 1e9
        self.link.up.delay_s = self.link.down.delay_s = self.link.rtt_s = 0.0
        self.link.next_cut = None
        return self.link.port

    def begin(self):
        self.link.up.rate_bit_s, self.link.down.rate_bit_s, delay, self.link.rtt_s = self.saved
        self.link.up.delay_s = self.link.down.delay_s = delay
        self.link.up.payload_bytes = self.link.down.payload_bytes = 0
        self.link.cuts = 0
        self.link.outage_s = 0.0
        if self.link.cut_every_s:
            self.link.next_cut = time.monotonic() + self.link.cut_every_s
        self.started = time.monotonic()

    def text_bytes(self):
        """What must go up for the texts alone: all their events and signatures, compressed together."""
        words = []
        for report in self.reports:
            out = self.folder / 'export' / report
            out.parent.mkdir(exist_ok=True)
            self.server.run('export', report, out)
            words += [path.read_bytes() for path in sorted(out.rglob('*')) if path.suffix in ('.json', '.sig') and 'manifest' not in path.name]
        return len(gzip.compress(b''.join(words), 9))

    def preview_bytes(self):
        return sum(file['bytes'] for entry in self.server.list() for file in entry['files'] if file.get('preview'))

    def sync_until_level(self):
        """`ktg sync` again and again, as an officer with a short patience would; cuts end a run with exit 3."""
        while True:
            done = self.device.run('sync', timeout=3600)
            if done.returncode in (0, 4):
                return time.monotonic() - self.started
            threading.Event().wait(0.1)

    def watch_texts(self, count, times):
        while 'texts' not in times:
            entries = self.server.list()
            if len(entries) >= count:
                times['texts'] = time.monotonic() - self.started
            threading.Event().wait(0.05)

    def close(self):
        self.link.stop()
        self.server.stop()


def measure_photo(name, options, folder):
    ours = Ours(folder, options, 1, 1, dict(width=1500, height=1100, quality=91))
    size = ours.photo_bytes
    ours.begin()
    seconds = ours.sync_until_level()
    cuts = ours.link.cuts
    extra = ours.text_bytes() + ours.preview_bytes()
    limit = limit_s(size + extra, options['rate_bit_s'], options['rtt_s'], 2, cuts, 2, ours.link.outage_s)
    say(case=f'one photo of {size} bytes', link=name, way='kentongan', seconds=round(seconds, 2), limit=round(limit, 2),
        efficiency=round(limit / seconds, 3), cuts=cuts, sent_over=ours.link.up.payload_bytes - size - extra)
    photo = ours.folder / '0-0.jpg'
    ours.close()
    return photo


def measure_texts(name, options, folder):
    ours = Ours(folder, options, 10)
    ours.begin()
    seconds = ours.sync_until_level()
    limit = limit_s(ours.text_bytes(), options['rate_bit_s'], options['rtt_s'], 2)
    say(case='ten text reports', link=name, way='kentongan', seconds=round(seconds, 2), limit=round(limit, 2),
        efficiency=round(limit / seconds, 3), sent=ours.link.up.payload_bytes)
    bodies = [path.read_bytes() for path in sorted(ours.folder.glob('report-*.json'))]
    ours.close()
    return bodies


def measure_fifty(name, options, folder):
    ours = Ours(folder, options, 50, 4, dict(width=480, height=360, quality=70))
    ours.begin()
    times = {}
    watcher = threading.Thread(target=ours.watch_texts, args=(50, times), daemon=True)
    watcher.start()
    seconds = ours.sync_until_level()
    watcher.join()
    limit = limit_s(ours.text_bytes(), options['rate_bit_s'], options['rtt_s'], 2)
    whole = limit_s(ours.photo_bytes + ours.preview_bytes(), options['rate_bit_s'], options['rtt_s'], 2, ours.link.cuts, 2,
                    ours.link.outage_s)
    say(case='fifty reports with four photos: all texts safe', link=name, way='kentongan', seconds=round(times['texts'], 2),
        limit=round(limit, 2), times_limit=round(times['texts'] / limit, 2))
    say(case='fifty reports with four photos: everything', link=name, way='kentongan', seconds=round(seconds, 2),
        limit=round(whole, 2), efficiency=round(whole / seconds, 3))
    ours.close()


class PlainHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_POST(self):
        self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(201)
        self.send_header('Content-Length', '0')
        self.end_headers()

    def log_message(self, *words):
        pass


def measure_one_request_a_report(name, options, bodies):
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


def measure_tus(name, options, photo, folder):
    """Beside it: tus, where node and the registry of its packages can be had."""
    work = pathlib.Path(os.environ['KTG_BUILD_DIR']) / 'tus'
    source = pathlib.Path(os.environ['KTG_SOURCE_DIR']) / 'tests' / 'link'
    if not shutil.which('npm'):
        say(case='one photo', link=name, way='tus', note='no npm on this machine')
        return
    work.mkdir(exist_ok=True)
    for script in source.glob('peer-tus-*.mjs'):
        shutil.copy(script, work)
    if not (work / 'node_modules').exists():
        subprocess.run(['npm', 'install', '--silent', '--no-audit', '--no-fund', '@tus/server', '@tus/file-store', 'tus-js-client'],
                       cwd=work, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(['node', 'peer-tus-server.mjs', str(folder)], cwd=work, stdout=subprocess.PIPE, text=True)
    link = SlowLink(int(server.stdout.readline()), **options).start()
    started = time.monotonic()
    subprocess.run(['node', 'peer-tus-client.mjs', f'http://127.0.0.1:{link.port}/files', str(photo)], cwd=work, check=True)
    seconds = time.monotonic() - started
    size = photo.stat().st_size
    limit = limit_s(size, options['rate_bit_s'], options['rtt_s'], 2, link.cuts, 2, link.outage_s)
    say(case=f'one photo of {size} bytes', link=name, way='tus', seconds=round(seconds, 2), limit=round(limit, 2),
        efficiency=round(limit / seconds, 3), cuts=link.cuts)
    link.stop()
    server.terminate()
    server.wait()


def main():
    names = list(LINKS)[1:2] if '--quick' in sys.argv else list(LINKS)
    for name in names:
        with tempfile.TemporaryDirectory(prefix='ktg-link-') as root:
            folders = [pathlib.Path(root) / word for word in ('photo', 'texts', 'fifty', 'tus')]
            for folder in folders:
                folder.mkdir()
            photo = measure_photo(name, LINKS[name], folders[0])
            measure_tus(name, LINKS[name], photo, folders[3])
            bodies = measure_texts(name, LINKS[name], folders[1])
            measure_one_request_a_report(name, LINKS[name], bodies)
            measure_fifty(name, LINKS[name], folders[2])


main()
