# our_side.py - a server, a device with reports waiting, and the link between them
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import fcntl
import gzip
import json
import os
import pathlib
import random
import shutil
import tempfile
import threading
import time

from limit import flight_s, limit_s, tcp_rate_bit_s
from lossy_link import FAR, LossyLink
from processes import BUILD, SOURCE, Device, Server, make_photo
from slow_link import SlowLink
from tls_front import tls_front

LEVEL = 'Everything is on the server.\n'
WORDS = ('lurah hadir deklarasi bersama calon wali kota di lapangan desa sambil mengangkat dua jari warga melihat spanduk '
         'terpasang kantor kelurahan pukul malam foto diunggah akun media sosial pegawai negeri mengajak keluarga memilih '
         'pasangan tertentu rapat koordinasi kampanye mobil dinas dipakai mengantar peserta saksi mencatat kejadian').split()


def write_report(folder, seed):
    """A report of ordinary length: 90 words."""
    chance = random.Random(seed)
    body = json.loads((SOURCE / 'tests' / 'data' / 'report-minimal.json').read_text())
    body['account'] = ' '.join(chance.choice(WORDS) for _ in range(90)).capitalize() + '.'
    body['place'] = {'words': f'RT {chance.randrange(1, 20)} RW {chance.randrange(1, 9)}'}
    path = folder / f'report-{seed}.json'
    path.write_text(json.dumps(body))
    return path


@contextlib.contextmanager
def behind_others():
    """What is only prepared or counted must not disturb what another process measures meanwhile."""
    before = os.sched_getscheduler(0), os.sched_getparam(0)
    os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    try:
        yield
    finally:
        os.sched_setscheduler(0, *before)


def prepare(first, reports, photos_each, photo_size):
    """A profile with so many reports waiting, which needs no server: once for all links. Its folder, the ids of the reports
    and the bytes of the photos."""
    kept = BUILD / 'prepared' / f'{first}-{reports}-{photos_each}-{(photo_size or {}).get("width", 0)}'
    kept.mkdir(parents=True, exist_ok=True)
    with open(kept / 'lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another link may be at it
        if not (kept / 'told.json').exists():
            shutil.rmtree(kept / 'device', ignore_errors=True)
            told = write_reports(Device(kept), kept, range(first, first + reports), photos_each, photo_size)
            (kept / 'told.json').write_text(json.dumps(told))
    return kept / 'device', *json.loads((kept / 'told.json').read_text())


def write_reports(device, folder, numbers, photos_each, photo_size):
    ids, n_bytes = [], 0
    for number in numbers:
        photos = [make_photo(folder / f'{each}.jpg', seed=number * 10 + each + 1, **photo_size) for each in range(photos_each)]
        n_bytes += sum(photo.stat().st_size for photo in photos)
        ids.append(device.file(write_report(folder, number), *photos))
    return ids, n_bytes


class FarDevice(Device):
    """A device whose programs run behind the link, in a network of their own."""

    def __init__(self, folder, prefix):
        super().__init__(folder)
        self.prefix = prefix

    def command(self, *words):
        return [*self.prefix, *super().command(*words)]


class Ours:
    def __init__(self, folder, options, seed=1):
        self.first = 1000 * (seed - 1)
        self.folder = pathlib.Path(folder)
        self.options = dict(options)
        self.is_tls = self.options.pop('is_tls', False)
        self.loss = self.options.get('loss', 0.0)
        self.opened = contextlib.ExitStack()
        self.photo_bytes = 0
        self.reports = []
        self.started = None
        with contextlib.ExitStack() as unless_it_starts:
            unless_it_starts.callback(self.close)
            self.start()
            unless_it_starts.pop_all()

    def start(self):
        if self.loss:
            self.start_lossy()
        elif self.is_tls:
            self.start_behind_tls()
        else:
            self.start_plain()

    def start_plain(self):
        self.server = Server(self.folder).start()
        self.opened.callback(self.server.stop)
        self.open_link(SlowLink(self.server.port, **self.options))
        self.device = Device(self.folder)
        self.way = (f'http://127.0.0.1:{self.link.port}',)

    def start_behind_tls(self):
        front = self.open_front('127.0.0.1')
        self.open_link(SlowLink(front.port, **self.options))
        self.device = Device(self.folder)
        self.way = f'https://127.0.0.1:{self.link.port}', '--ca', front.ca

    def start_lossy(self):
        """Plain HTTP goes to loopback only, and here the server is elsewhere: so it is TLS."""
        self.open_link(LossyLink(**self.options))
        front = self.open_front(FAR)
        self.device = FarDevice(self.folder, self.link.prefix)
        self.way = f'https://{FAR}:{front.port}', '--ca', front.ca

    def open_front(self, address):
        short = self.opened.enter_context(tempfile.TemporaryDirectory(prefix='ktg-'))
        self.server = Server(self.folder, listen=f'unix:{short}/http.sock').start()
        self.opened.callback(self.server.stop)
        return self.opened.enter_context(tls_front(self.folder, f'{short}/http.sock', address))

    def enrol(self):
        url, *more = self.way
        done = self.device.run('enrol', url, self.server.code(), *more)
        assert done.returncode == 0, done.stderr

    def open_link(self, link):
        """In a hurry until begin()."""
        self.link = link.start()
        self.opened.callback(self.link.stop)

    def file(self, reports, photos_each=0, photo_size=None):
        with behind_others():
            profile, self.reports, self.photo_bytes = prepare(self.first, reports, photos_each, photo_size)
            shutil.copytree(profile, self.device.profile)
            self.enrol()

    def file_texts(self, reports):
        """Of a device that has heard once what the server has to tell, as on each day but its first."""
        with behind_others():
            self.enrol()
            assert self.device.run('sync').returncode == 0
            self.reports, _ = write_reports(self.device, self.folder, range(self.first, self.first + reports), 0, None)

    def begin(self):
        self.link.pace()
        self.started = time.monotonic()

    def seconds(self):
        return time.monotonic() - self.started

    def text_bytes(self):
        """What must go up for the texts alone: all their events and signatures, compressed together."""
        (self.folder / 'export').mkdir(exist_ok=True)
        words = []
        with behind_others():
            for report in self.reports:
                out = self.folder / 'export' / report
                self.server.run('export', report, out)
                words += [path.read_bytes() for path in sorted((out / 'events').iterdir())]
        assert len(words) == 2 * len(self.reports)
        return len(gzip.compress(b''.join(words), 9))

    def preview_bytes(self):
        return sum(file['bytes'] for entry in self.server.list() for file in entry['files'] if file['preview'])

    def limit(self, up_bytes, rate_bit_s=None, cuts=None):
        """For what has been cut so far, unless told otherwise."""
        cuts = self.link.cuts if cuts is None else cuts
        outage_s = self.link.outage_s / max(self.link.cuts, 1) * cuts
        return limit_s(up_bytes, rate_bit_s or self.link.rate_bit_s, self.link.rtt_s, self.is_tls, cuts, outage_s, self.loss)

    def tls_handshake_s(self):
        """What the bytes of the first two flights took, which come before the first request."""
        return sum(flight_s(size, direction.rate_bit_s) for direction, size in self.link.flights[:2]) if self.is_tls else 0.0

    def tcp_limit(self, up_bytes):
        """What one connection can make of a link that loses packets."""
        return self.limit(up_bytes, tcp_rate_bit_s(self.link.rate_bit_s, self.link.rtt_s, self.loss))

    def sync_until_level(self):
        """`ktg sync` again and again, as an officer with a short patience would; cuts end a run with exit 3.

        The time is from before the first process began until the last one said that all is on the server, which it does
        after it has checked and committed the receipts. How it then closes its profile is no affair of the link.
        """
        self.runs = 0
        while True:
            running = self.device.start('sync')
            said = running.stdout.readline()
            seconds = self.seconds()
            _, complaints = running.communicate()
            self.runs += 1
            if running.returncode == 0:
                assert said == LEVEL, said
                return seconds
            assert running.returncode == 3, complaints
            threading.Event().wait(0.1)

    @contextlib.contextmanager
    def syncing(self):
        """The same beside whatever is done meanwhile, which must end it by reaching what it waits for."""
        is_over = threading.Event()
        current = []

        def keep_syncing():
            while not is_over.is_set():
                current[:] = [self.device.start('sync')]
                current[0].communicate()
                is_over.wait(0.1)

        thread = threading.Thread(target=keep_syncing)
        thread.start()
        try:
            yield
        finally:
            is_over.set()
            current[0].terminate()
            thread.join()

    def assert_all_there(self):
        held = self.server.list()
        assert {entry['report'] for entry in held} == set(self.reports)
        assert all(entry['state'] == 'complete' for entry in held)

    def close(self):
        self.opened.close()
