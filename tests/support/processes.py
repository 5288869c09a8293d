# processes.py - a real server, real devices and a link between them that can be cut
#
# SPDX-License-Identifier: GPL-3.0-or-later

import atexit
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from listener import Listener
from ports import free_port

BUILD = pathlib.Path(os.environ['KTG_BUILD_DIR'])
SOURCE = pathlib.Path(os.environ['KTG_SOURCE_DIR'])
KTG = BUILD / 'src' / 'cli' / 'ktg'
SERVER = BUILD / 'src' / 'server' / 'kentongan-server'
PACKS = SOURCE / 'data' / 'packs'
PICTURE = BUILD / 'src' / 'picture' / 'kentongan-picture'

# Of what is played many times alike, sanitizers have seen everything after a few.
SHARE = int(os.environ.get('KTG_SHARE', '1'))


def find_data_home():
    """Of with-display, or one of this test's own: what lies in somebody's home is no matter to a test, nor the other way round."""
    if 'KTG_TEST_HOME' in os.environ:
        return os.environ['XDG_DATA_HOME']
    home = tempfile.mkdtemp(prefix='kentongan-home-')
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home


ENVIRONMENT = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='en', KENTONGAN_PACKS=str(PACKS), KENTONGAN_PICTURE=str(PICTURE),
                   XDG_DATA_HOME=find_data_home())


def wait_until(condition, seconds=20, what='it'):
    """Polls, since these are other processes; fails loudly rather than hanging."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        threading.Event().wait(0.02)
    raise AssertionError(f'waited {seconds} s for {what}')


def make_photo(path, width=3264, height=2448, seed=1, quality=90):
    """A picture with a camera's amount of detail, so that its size is a camera's, too."""
    subprocess.run(['convert', '-seed', str(seed), '-size', f'{width}x{height}', 'plasma:', '-attenuate', '0.4',
                    '+noise', 'Gaussian', '-quality', str(quality), str(path)], check=True)
    return path


class Server:
    """kentongan-server on loopback, on the same port however often it starts."""

    def __init__(self, folder, listen=None):
        self.data = pathlib.Path(folder) / 'server'
        self.port = free_port() if listen is None else None
        self.listen = listen
        self.process = None
        self.environment = ENVIRONMENT

    def start(self, *options):
        listen = self.listen or f'127.0.0.1:{self.port}'
        self.process = subprocess.Popen([SERVER, '--data', self.data, 'serve', '--listen', listen, '--packs', PACKS, *options],
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                        env=self.environment)
        for line in self.process.stdout:
            if 'listening on' in line:
                break
        else:
            raise AssertionError(f'the server did not start: exit {self.process.wait()}')
        self.log = []
        threading.Thread(target=lambda stream: self.log.extend(stream), args=(self.process.stdout,), daemon=True).start()
        return self

    @property
    def url(self):
        return f'http://127.0.0.1:{self.port}'

    def run(self, *words):
        done = subprocess.run([SERVER, '--data', self.data, *words], capture_output=True, text=True, env=self.environment)
        if done.returncode != 0:
            raise AssertionError(f'kentongan-server {words}: exit {done.returncode}: {done.stderr}')
        return done.stdout

    def code(self, name='Siti', role='officer', region='34.71'):
        return self.run('code', '--name', name, '--role', role, '--region', region).strip().splitlines()[-1]

    def confirm(self):
        """As the administrator does who hears the six words of each device that waits."""
        for line in json.loads(self.run('devices', '--json')):
            if line['pending'] and not line['revoked']:
                self.run('confirm', str(line['number']), *line['words'].split())

    def list(self):
        return json.loads(self.run('list', '--json'))

    def stop(self, by=signal.SIGTERM):
        if self.process is None:
            return None
        self.process.send_signal(by)
        status = self.process.wait(timeout=30)
        self.process = None
        return status


class Device:
    """One profile and `ktg`."""

    def __init__(self, folder, name='device', environment=ENVIRONMENT):
        self.profile = pathlib.Path(folder) / name
        self.environment = environment

    def command(self, *words):
        return [KTG, '--profile', self.profile, *words]

    def run(self, *words, timeout=120):
        return subprocess.run(self.command(*words), capture_output=True, text=True, env=self.environment,
                              timeout=timeout)

    def start(self, *words):
        return subprocess.Popen(self.command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=self.environment)

    def enrol(self, server, url=None):
        done = self.run('enrol', url or server.url, server.code(), '--name', self.profile.name)
        assert done.returncode == 0, done.stderr

    def file(self, body, *photos):
        words = [word for photo in photos for word in ('--photo', photo)]
        done = self.run('file', body, *words)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip().splitlines()[-1]

    def status(self):
        done = self.run('status', '--json')
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


class Link:
    """A TCP proxy in front of the server: counts, slows, and cuts what passes."""

    def __init__(self, target_port, cut_every_bytes=None, bytes_per_s=None, cuts_answers=False):
        self.target_port = target_port
        self.cut_every_bytes = cut_every_bytes
        self.cuts_answers = cuts_answers
        self.bytes_per_s = bytes_per_s
        self.up = self.down = self.connections = self.cuts = 0
        self.since_cut = 0
        self.on_cut = None
        self.is_open = True
        self.lock = threading.Lock()
        self.listener = Listener(self.serve)
        self.port = self.listener.port

    @property
    def url(self):
        return f'http://127.0.0.1:{self.port}'

    def serve(self, near):
        try:
            far = socket.create_connection(('127.0.0.1', self.target_port)) if self.is_open else None
        except OSError:
            far = None
        if far is None:
            near.close()
            return
        self.connections += 1
        threading.Thread(target=self.pump, args=(near, far, True), daemon=True).start()
        threading.Thread(target=self.pump, args=(far, near, False), daemon=True).start()

    def pump(self, source, target, is_up):
        try:
            while True:
                piece = source.recv(16384)
                if not piece:
                    break
                if is_up != self.cuts_answers and self.is_cut(is_up, len(piece)):
                    break
                if self.bytes_per_s:
                    threading.Event().wait(len(piece) / self.bytes_per_s)
                target.sendall(piece)
                self.count(is_up, len(piece))
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    def count(self, is_up, n_bytes):
        with self.lock:
            if is_up:
                self.up += n_bytes
            else:
                self.down += n_bytes

    def is_cut(self, is_up, count):
        with self.lock:
            self.since_cut += count
            if not self.cut_every_bytes or self.since_cut < self.cut_every_bytes:
                return False
            self.since_cut = 0
            self.cuts += 1
            # What came was taken from the sender and goes nowhere: it counts as sent.
            if is_up:
                self.up += count
            else:
                self.down += count
        if self.on_cut:
            self.on_cut()
        return True

    def close(self):
        self.listener.close()


class WorldCase(unittest.TestCase):
    """A folder, a server in it, and everything stopped and removed at the end."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-e2e-'))
        self.server = Server(self.folder)
        self.body = SOURCE / 'tests' / 'data' / 'report-minimal.json'

    def tearDown(self):
        if self.server.process is not None:
            self.server.stop(signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def photo(self, name, **options):
        return make_photo(self.folder / name, **options)


class TapResult(unittest.TextTestResult):
    """Prints TAP, with sentences as names."""

    count = 0

    def line(self, word, test):
        TapResult.count += 1
        print(f'{word} {TapResult.count} - {test._testMethodName[5:].replace("_", " ")}', flush=True)

    def addSuccess(self, test):
        self.line('ok', test)

    def addError(self, test, error):
        self.line('not ok', test)
        for line in self._exc_info_to_string(error, test).splitlines():
            print(f'# {line}', flush=True)
        super().addError(test, error)

    addFailure = addError

    def addSubTest(self, test, subtest, error):
        """Parts of a test that fail are told one by one; the test fails once, at its end."""
        if error is not None:
            for line in [str(subtest), *self._exc_info_to_string(error, test).splitlines()]:
                print(f'# {line}', flush=True)
            self.failed_in_part = test
        super().addSubTest(test, subtest, error)

    def stopTest(self, test):
        if getattr(self, 'failed_in_part', None) is test:
            self.line('not ok', test)
        super().stopTest(test)


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(__import__('__main__'))
    with open(os.devnull, 'w') as silence:
        unittest.TextTestRunner(stream=silence, resultclass=TapResult).run(suite)
    print(f'1..{TapResult.count}')
