# lab_wire.py - a device with a report and a photo, its server, and a wire between them, as often as somebody wants to break it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import collections
import concurrent.futures
import functools
import hashlib
import http.client
import json
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading

from lab import SOURCE, WORKERS, Tap

sys.path.insert(0, str(SOURCE / 'tests' / 'support'))

from processes import ENVIRONMENT, Device, Server, make_photo  # noqa: E402
from wire import PATIENCE_S, Wire  # noqa: E402
from wrong_clock import at_clock  # noqa: E402

BODY = SOURCE / 'tests' / 'data' / 'report-minimal.json'

# Level; no link; told to end, and told so before or after it listens to that. A failure of the link is never a refusal.
HONEST = (0, 3, 130, -signal.SIGTERM)

# What can be wrong, as the table of docs/RELIABILITY.md names it.
LOST, DOUBLED, ALTERED, FALSE, STUCK = 'lost', 'doubled', 'altered', 'falsely said', 'stuck'
Problem = collections.namedtuple('Problem', 'kind text')

TOLD_EACH = 250

# Pauses and time limits of a device whose clock runs so fast are as many times shorter.
FAST = 20


@functools.cache
def fast_clock(times=FAST):
    """The environment of a program to which a second is @times seconds: its time limits and its pauses are as much shorter."""
    environment = at_clock(ENVIRONMENT, f'+0 x{times}')
    del environment['FAKETIME_DONT_FAKE_MONOTONIC']
    return environment


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def hear_parts(answer):
    """The exit status and what was said, as docs/SERVER.md has it: a line of JSON for each part, the last with the exit."""
    parts = [json.loads(line) for line in answer.read().splitlines()]
    return parts[-1]['exit'], ''.join(part.get('out', '') for part in parts), ''.join(part.get('err', '') for part in parts)


class ControlConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__('localhost', timeout=PATIENCE_S)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(PATIENCE_S)
        self.sock.connect(self.path)


class AskedServer(Server):
    """A server whose verbs are asked for where it answers them, at its control.sock: no program starts for each."""

    def run(self, *words):
        line = ControlConnection(self.data / 'control.sock')
        try:
            line.request('POST', f'/v1/verbs/{words[0]}', b''.join(word.encode() + b'\0' for word in words[1:]))
            status, said, complained = hear_parts(line.getresponse())
        finally:
            line.close()
        if status != 0:
            raise AssertionError(f'kentongan-server {words}: {status}: {said} {complained}')
        return said


class Post:
    """A device that filed one report with a photo and has sent nothing, and its server: made once, copied for each run.

    The device knows its server by the wire's port, so one run at a time uses a post.
    """

    def __init__(self, scratch, size=(64, 48), quality=50):
        self.base, self.run_folder = scratch / 'base', scratch / 'run'
        self.base.mkdir(parents=True)
        self.wire = Wire()
        photo = make_photo(scratch / 'photo.jpg', *size, quality=quality)
        server = Server(self.base).start()
        self.wire.target_port = server.port
        device = Device(self.base)
        device.enrol(server, self.wire.url)
        self.report = device.file(BODY, photo)
        shown = json.loads(device.run('show', self.report, '--json').stdout)
        self.version = shown['version']
        self.files = {file['sha256'] for file in shown['files']}
        assert sha256(photo.read_bytes()) in self.files and len(self.files) == 2
        server.stop()
        self.server = None
        self.drop_empty_folders()

    def drop_empty_folders(self):
        """There are hundreds, and a server makes those it lacks."""
        for path in sorted(self.base.rglob('*'), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()

    def begin(self):
        """A fresh copy of both sides; the wire is whole."""
        shutil.rmtree(self.run_folder, ignore_errors=True)
        shutil.copytree(self.base, self.run_folder)
        self.server = AskedServer(self.run_folder).start()
        self.wire.target_port = self.server.port
        self.wire.arm()
        self.wire.was_broken = False
        self.device = Device(self.run_folder)

    def end(self):
        self.wire.let_go()
        if self.server:
            self.server.stop(signal.SIGKILL)
        self.server = None

    def sync(self, environment=ENVIRONMENT, stop_by=None, within_s=120):
        """Returns the exit status and what was said; None where it did not end. @stop_by: a signal, at the break."""
        device = Device(self.run_folder, environment=environment)
        running = device.start('sync', '--json')
        if stop_by:
            threading.Thread(target=self.stop_at_the_break, args=(running, stop_by), daemon=True).start()
        try:
            out, self.complaint = running.communicate(timeout=within_s)
        except subprocess.TimeoutExpired:
            running.kill()
            running.communicate()
            return None, {}
        return running.returncode, json.loads(out) if out.strip() else {}

    def stop_at_the_break(self, running, stop_by):
        if self.wire.broken.wait(PATIENCE_S) and running.poll() is None:
            running.send_signal(stop_by)

    # --- what must hold ---

    def entries(self):
        return [entry for entry in self.server.list() if entry['report'] == self.report]

    def look(self, exit_status, said):
        """After a break, whatever it was: no false word, nothing parked, nothing gone."""
        state = [entry['state'] for entry in self.entries()]
        status = self.device.status()
        problems = []
        if exit_status not in HONEST:
            problems.append(Problem(STUCK, f'exit {exit_status}: {said} {self.complaint.strip()[-200:]}'))
        if (exit_status == 0 or status['complete'] or said.get('complete')) and state != ['complete']:
            problems.append(Problem(FALSE, f'exit {exit_status}, {status}, and on the server it is {state}'))
        if (status['delivered'] or said.get('delivered')) and not state:
            problems.append(Problem(FALSE, f'{status}, and the server has nothing'))
        if status['parked'] or status['queued'] + status['delivered'] + status['complete'] != 1:
            problems.append(Problem(STUCK if status['parked'] else LOST, f'{status} after a break of the link'))
        return problems

    def judge_level(self, exit_status, said):
        """After the wire was healed: all of it is there, once, whole, and both sides say so."""
        problems = []
        if exit_status != 0 or said.get('complete') != 1:
            problems.append(Problem(STUCK, f'healed: exit {exit_status}: {said} {self.complaint.strip()[-200:]}'))
        there = self.server.list()
        if [entry['report'] for entry in there] != [self.report] or there[0]['events'] != 1:
            problems.append(Problem(DOUBLED if there else LOST, f'the server has {there}'))
            return problems
        if json.loads(self.server.run('show', self.report, '--json'))['version'] != self.version:
            problems.append(Problem(ALTERED, 'the text is another one'))
        problems += self.judge_files(there[0]['files'])
        return problems + self.judge_rest()

    def judge_rest(self):
        done = self.device.run('verify')
        if done.returncode != 0:
            return [Problem(ALTERED, f'the device: {done.stdout} {done.stderr}')]
        try:
            self.server.run('verify')
        except AssertionError as error:
            return [Problem(ALTERED, str(error))]
        return []

    def judge_files(self, files):
        complete = [file['sha256'] for file in files if file['complete']]
        if sorted(complete) != sorted(self.files):
            return [Problem(DOUBLED if len(complete) > len(self.files) else LOST, f'the server has the files {files}')]
        return [Problem(ALTERED, f'{name} is another file') for name in complete
                if sha256((self.server.data / 'files' / name[:2] / name).read_bytes()) != name]


class Crew:
    """A post for each worker, and many runs shared among them."""

    def __init__(self, scratch):
        self.all = [Post(scratch / f'post-{number}') for number in range(WORKERS)]
        self.met = []  # the cases whose breaks happened
        self.free = queue.SimpleQueue()
        for post in self.all:
            self.free.put(post)

    def play(self, run, case):
        """@run (post, case) on a post that is free. Returns its problems, each with the case before it."""
        post = self.free.get()
        try:
            post.begin()
            found = run(post, case)
            self.met += [case] if post.wire.was_broken else []
        except (AssertionError, OSError, ValueError, subprocess.SubprocessError) as error:
            found = [Problem(STUCK, repr(error))]
        finally:
            post.end()
            self.free.put(post)
        return [Problem(kind, f'{case}: {text}') for kind, text in found]

    def play_all(self, run, cases):
        """What was wrong. A long way is told in parts."""
        self.met, problems = [], []
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            for number, found in enumerate(pool.map(lambda case: self.play(run, case), cases), 1):
                problems += found
                if number % TOLD_EACH == 0:
                    print(f'# {number} of {len(cases)}, {len(set(self.met))} of them met, {len(problems)} problems', flush=True)
        return problems

    def close(self):
        for post in self.all:
            post.end()
            post.wire.close()


def count_kinds(problems):
    return {kind: sum(problem.kind == kind for problem in problems) for kind in (LOST, DOUBLED, ALTERED, FALSE, STUCK)}


class WireTap(Tap):
    """Problems by their kind."""

    def check_kinds(self, sentence, problems, **numbers):
        self.check(sentence, [f'{kind}: {text}' for kind, text in problems], **numbers, **count_kinds(problems))
