# measure.py - what every measurement shares: a private place, a screen, memory and medians
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import json
import os
import pathlib
import signal
import statistics
import subprocess
import tempfile
import threading
import time

BUILD = pathlib.Path(os.environ['KTG_BUILD_DIR'])
SOURCE = pathlib.Path(os.environ['KTG_SOURCE_DIR'])
TOOLS = BUILD / 'tests' / 'bench'
MAKER = BUILD / 'tests' / 'support' / 'ktg-profile-maker'
APP = BUILD / 'src' / 'client' / 'kentongan'
SCREEN = '1366x768x24'

median = statistics.median


def wait(seconds):
    threading.Event().wait(seconds)


def call(*words, **options):
    """Runs a program to its end; what it printed, or a loud failure."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise AssertionError(f'{words[0]}: exit {done.returncode}: {done.stderr.strip()[-2000:]}')
    return done.stdout


def call_json(*words, **options):
    """The JSON objects a program prints, one a line."""
    return [json.loads(line) for line in call(*words, **options).splitlines() if line.startswith('{')]


def peak_mib(*words, **options):
    """Runs a program to its end; what it printed, and the most memory it held."""
    with tempfile.NamedTemporaryFile('r') as output:
        printed = call(TOOLS / 'peak-memory', output.name, *words, **options)
        return printed, int(output.read()) / 1024


class Memory:
    """What a running process holds."""

    def __init__(self, pid):
        status = dict(line.split(':', 1) for line in pathlib.Path(f'/proc/{pid}/status').read_text().splitlines())
        rollup = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text().splitlines()
        parts = {line.split(':')[0]: int(line.split()[1]) for line in rollup[1:]}
        self.peak_mib = int(status['VmHWM'].split()[0]) / 1024
        self.rss_mib = parts['Rss'] / 1024
        self.pss_mib = parts['Pss'] / 1024
        self.private_mib = (parts['Private_Clean'] + parts['Private_Dirty']) / 1024


@contextlib.contextmanager
def private_place(prefix):
    """A folder that is gone afterwards, and an environment in which nothing of the user's is read or written."""
    with tempfile.TemporaryDirectory(prefix=prefix) as root:
        folder = pathlib.Path(root)
        environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en',
                       'KENTONGAN_PACKS': str(SOURCE / 'data' / 'packs'),
                       'KENTONGAN_PICTURE': str(BUILD / 'src' / 'picture' / 'kentongan-picture')}
        for name in ('HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR'):
            place = folder / name.lower()
            place.mkdir(mode=0o700)
            environment[name] = str(place)
        yield folder, environment


@contextlib.contextmanager
def screen(environment):
    """A screen of its own; without a session bus, as in the measurement that set the goals."""
    near, far = os.pipe()
    server = subprocess.Popen(['Xvfb', '-displayfd', str(far), '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'],
                              pass_fds=[far], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(far)
    try:
        with os.fdopen(near) as reader:
            number = reader.readline().strip()
        assert number, 'Xvfb did not start'
        yield dict(environment, DISPLAY=f':{number}', DBUS_SESSION_BUS_ADDRESS='disabled:', GTK_A11Y='none')
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def running(words, environment, **options):
    """A program that is stopped in the end."""
    with tempfile.TemporaryFile('w+') as log:
        process = subprocess.Popen([str(word) for word in words], env=environment, stdout=log, stderr=subprocess.STDOUT,
                                   **options)
        try:
            yield process
        finally:
            ended_by_itself = process.poll()
            if ended_by_itself is None:
                process.send_signal(signal.SIGTERM)
                process.wait(20)
            if ended_by_itself:
                log.seek(0)
                raise AssertionError(f'{words[0]}: exit {ended_by_itself}: {log.read()[-2000:]}')


class Painted:
    """A GTK program that was started and has painted its first frame; it ends in order `stay_ms` later."""

    def __init__(self, words, environment, stay_ms=1500, before=None):
        near, far = os.pipe()
        environment = dict(environment, LD_PRELOAD=str(TOOLS / 'libfirst-frame.so'), FIRST_FRAME_FD=str(far),
                           FIRST_FRAME_STAY_MS=str(stay_ms))
        started_ns = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        self.process = subprocess.Popen([str(word) for word in words], env=environment, pass_fds=[far], preexec_fn=before,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        os.close(far)
        self.reader = os.fdopen(near)
        line = self.reader.readline()
        if not line:
            raise AssertionError(f'{words[0]}: no frame: {self.process.communicate()[1][-2000:]}')
        self.first_frame_ms = int(line) / 1000 - started_ns / 1e6

    def memory(self):
        return Memory(self.process.pid)

    def finish(self):
        """Waits for its end; how many rows its longest list had and how many pictures it drew."""
        line = self.reader.readline()
        _, complaints = self.process.communicate(timeout=60)
        self.reader.close()
        if not line or self.process.returncode != 0:
            raise AssertionError(f'exit {self.process.returncode}: {complaints[-2000:]}')
        return tuple(int(word) for word in line.split())
