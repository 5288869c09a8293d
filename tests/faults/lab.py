# lab.py - the fault lab: flows, the shim under them, and what must hold afterwards
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# In CI each test takes a sample, always the same one. KTG_LAB_SHARE=torture takes everything, with KTG_LAB_SEED.

import concurrent.futures
import json
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile
import threading
import time

BUILD = pathlib.Path(os.environ['KTG_BUILD_DIR'])
SOURCE = pathlib.Path(os.environ['KTG_SOURCE_DIR'])
LAB = BUILD / 'tests' / 'faults'
SHIM = LAB / 'fault-shim.so'
IS_TORTURE = os.environ.get('KTG_LAB_SHARE') == 'torture'
SEED = int(os.environ.get('KTG_LAB_SEED', '1'))
WORKERS = 2
ENVIRONMENT = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='en', KENTONGAN_PACKS=str(SOURCE / 'data' / 'packs'),
                   G_DEBUG='fatal-criticals')
KILLED = -9


class Folder:
    """A folder in memory, gone at the end. A kill needs no disk: what the kernel was given, it keeps."""

    def __init__(self):
        memory = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
        self.path = pathlib.Path(tempfile.mkdtemp(prefix='ktg-lab-', dir=memory))

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Shim:
    """The environment that puts the shim between a program and a folder."""

    def __init__(self, folder, fault=None, record=None):
        self.count_path = pathlib.Path(f'{folder}.count')
        self.count_path.unlink(missing_ok=True)
        self.environment = dict(ENVIRONMENT, LD_PRELOAD=str(SHIM), KTG_SHIM_FOLDER=str(folder),
                                KTG_SHIM_COUNT=str(self.count_path))
        if fault:
            self.environment['KTG_SHIM_FAULT'] = fault
        if record:
            self.environment['KTG_SHIM_RECORD'] = str(record)

    def counts(self):
        """Steps and allocations."""
        return struct.unpack('<QQ', self.count_path.read_bytes())


class DeviceFlow:
    """One thing a device does to its profile, played by lab-device over the real store."""

    def __init__(self, name):
        self.name = f'device: {name}'
        self.flow = name
        self.program = LAB / 'lab-device'

    def prepare(self, folder):
        """Returns what was said while it was made."""
        folder.mkdir()
        if self.flow == 'first':
            return []
        done = subprocess.run([self.program, 'prepare', folder], capture_output=True, text=True, check=True)
        # The draft and the file nobody names may go in a flow; what was filed never.
        return [line for line in done.stdout.splitlines() if line.startswith(('filed', 'enrolled'))]

    def run(self, folder, shim):
        """Returns the exit status and what was said."""
        done = subprocess.run([self.program, 'run', self.flow, folder], capture_output=True, text=True,
                              env=shim.environment, timeout=60)
        self.complaint = done.stderr
        return done.returncode, done.stdout.splitlines()

    def resume(self, folder, said):
        """Starts again, looks, finishes, looks again. Returns what is wrong, or None, and how long the first look took."""
        done = subprocess.run([self.program, 'resume', self.flow, folder], capture_output=True, text=True,
                              env=ENVIRONMENT, input='\n'.join(said), timeout=60)
        words = done.stdout.strip().rsplit(' ', 1)
        if done.returncode != 0 or words[0] != 'ok':
            return f'exit {done.returncode}: {done.stdout.strip()} {done.stderr.strip()}', 0
        return None, int(words[1])

    def cut_command(self):
        return [self.program, 'cut'], ({'KTG_LAB_FIRST': '1'} if self.flow == 'first' else {})


DEVICE_FLOWS = [DeviceFlow(name) for name in ('first', 'draft', 'attach', 'file', 'amend', 'receipt', 'purge')]


class Bench:
    """A flow, the folder it begins with, and many runs of it that each meet one fault."""

    def __init__(self, flow, scratch):
        self.flow = flow
        self.scratch = scratch
        self.base = scratch / 'base'
        self.base_said = flow.prepare(self.base)
        self.local = threading.local()
        self.slowest_ms = 0
        self.problems = []
        self.met = 0
        self.lock = threading.Lock()

    def take_folder(self):
        folder = self.scratch / f'run-{threading.get_ident()}'
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(['cp', '-a', self.base, folder], check=True)
        return folder

    def count(self):
        """One clean run: how many steps and allocations there are."""
        folder = self.take_folder()
        shim = Shim(folder)
        status, _ = self.flow.run(folder, shim)
        assert status == 0, f'{self.flow.name}: exit {status} without a fault: {self.flow.complaint}'
        return shim.counts()

    def note(self, fault, problem):
        with self.lock:
            self.problems.append(f'{self.flow.name}, {fault}: {problem}')

    def play(self, fault, allowed):
        """One run with @fault; @allowed says which exit statuses are honest."""
        folder = self.take_folder()
        shim = Shim(folder, fault)
        status, said = self.flow.run(folder, shim)
        if not allowed(status):
            return self.note(fault, f'exit {status}')
        problem, recovery_ms = self.flow.resume(folder, self.base_said + said)
        if problem:
            return self.note(fault, problem)
        with self.lock:
            self.slowest_ms = max(self.slowest_ms, recovery_ms)
            self.met += 1

    def play_all(self, faults, allowed):
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            for future in [pool.submit(self.play, fault, allowed) for fault in faults]:
                future.result()


def sample(faults, share):
    """All of them in torture; else @share of them, evenly from the beginning to the end."""
    if IS_TORTURE or len(faults) <= share:
        return faults
    return [faults[i * len(faults) // share] for i in range(share)]


class Tap:
    """Prints TAP, a sentence for each test, and writes the numbers down for the table."""

    def __init__(self, topic):
        self.topic = topic
        self.n = 0
        self.failed = 0
        self.numbers = {}
        self.begun = time.monotonic()

    def check(self, sentence, problems, **numbers):
        self.n += 1
        self.failed += bool(problems)
        print(f'{"not ok" if problems else "ok"} {self.n} - {sentence}')
        for key, value in numbers.items():
            self.numbers[key] = max(self.numbers[key], value) if key.endswith('_ms') and key in self.numbers \
                else self.numbers.get(key, 0) + value
        print('# ' + ', '.join(f'{key} {value}' for key, value in numbers.items()), flush=True)
        for problem in problems[:10]:
            print(f'# {problem}', flush=True)
        if len(problems) > 10:
            print(f'# and {len(problems) - 10} more', flush=True)

    def end(self):
        self.numbers['seconds'] = round(time.monotonic() - self.begun)
        print(f'# {self.topic}: {json.dumps(self.numbers)}')
        print(f'1..{self.n}', flush=True)
        results = os.environ.get('KTG_LAB_RESULTS')
        if results:
            with open(results, 'a') as file:
                file.write(json.dumps({'topic': self.topic, 'failed': self.failed, **self.numbers}) + '\n')
