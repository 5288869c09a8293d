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
import signal
import struct
import subprocess
import tempfile
import threading
import time

BUILD = pathlib.Path(os.environ['KTG_BUILD_DIR'])
SOURCE = pathlib.Path(os.environ['KTG_SOURCE_DIR'])
LAB = BUILD / 'tests' / 'faults'
SHIM = LAB / 'fault-shim.so'
SERVER = BUILD / 'src' / 'server' / 'kentongan-server'
KTG = BUILD / 'src' / 'cli' / 'ktg'
IS_TORTURE = os.environ.get('KTG_LAB_SHARE') == 'torture'
SEED = int(os.environ.get('KTG_LAB_SEED', '1'))
WORKERS = 2
ENVIRONMENT = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='en', KENTONGAN_PACKS=str(SOURCE / 'data' / 'packs'),
                   KENTONGAN_PICTURE=str(BUILD / 'src' / 'picture' / 'kentongan-picture'), G_DEBUG='fatal-criticals')
KILLED = -9


def copy(folder, to):
    """With every block, also of the reserve, which has nothing in them."""
    subprocess.run(['cp', '-a', '--sparse=never', folder, to], check=True)


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

    def __init__(self, folder, fault=None, record=None, count_path=None):
        self.count_path = pathlib.Path(count_path or f'{folder}.count')
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

    honest = (0, 1)
    first_step = 0

    def __init__(self, name):
        self.name = f'device: {name}'
        self.flow = name
        self.program = LAB / 'lab-device'
        self.more = {'KTG_LAB_FIRST': 'share/profile'} if name == 'first' else {}

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
                              env=dict(shim.environment, **self.more), timeout=60)
        self.complaint = done.stderr
        return done.returncode, done.stdout.splitlines()

    def resume(self, folder, said):
        """Starts again, looks, finishes, looks again. Returns what is wrong, or None, and how long the first look took."""
        done = subprocess.run([self.program, 'resume', self.flow, folder], capture_output=True, text=True,
                              env=dict(ENVIRONMENT, **self.more), input='\n'.join(said), timeout=60)
        words = done.stdout.strip().rsplit(' ', 1)
        if done.returncode != 0 or words[0] != 'ok':
            return f'exit {done.returncode}: {done.stdout.strip()} {done.stderr.strip()}', 0
        return None, int(words[1])

    def record(self, folder, record):
        """A run without a fault, recorded with what was said when."""
        status, _ = self.run(folder, Shim(folder, record=record))
        assert status == 0, f'{self.name}: exit {status}'

    def cut_command(self):
        return [self.program, 'cut'], self.more


class BareDeviceFlow(DeviceFlow):
    """A profile without any evidence yet, and without the empty folder for it: a copy of files alone brings none."""

    def __init__(self, name):
        super().__init__(name)
        self.name = f'device: {name}, in a new folder'
        self.more = {'KTG_LAB_FIRST': 'share/profile'}

    def prepare(self, folder):
        folder.mkdir()
        done = subprocess.run([self.program, 'run', 'first', folder], capture_output=True, text=True, check=True,
                              env=dict(ENVIRONMENT, **self.more))
        (folder / 'share' / 'profile' / 'files').rmdir()
        return done.stdout.splitlines()


class DayFlow(DeviceFlow):
    """Many things after one another, in an order that a number decides. Not to be done twice."""

    def __init__(self, day):
        super().__init__('day')
        self.name = f'device: day {day}'
        self.more = {'KTG_LAB_DAY': str(day)}


class FullDiskFlow(DeviceFlow):
    """A draft is saved and another one filed while the disk takes no byte more: the reserve has the room for it."""

    def __init__(self):
        super().__init__('finish')
        self.name = 'device: finish on a full disk'
        self.more = {'KTG_SHIM_ROOM': '0'}


class ServerFlow:
    """A device asks a real server, with the shim under the server; then the server is told to end.

    Each of these begins with the same start from the same folder, so one of them has it played."""

    honest = (0, 1)

    def __init__(self, name):
        self.name = f'server: {name}'
        self.flow = name
        self.program = LAB / 'lab-server'
        self.complaint = ''
        self.more = {}
        self.first_step = 0  # when it listens, hundreds of directories were opened
        self.plays_start = name == 'file'

    def prepare(self, folder):
        self.state = f'{folder}.state'
        done = subprocess.run([self.program, 'prepare', folder], capture_output=True, text=True, check=True)
        return [line.split(' ', 1)[1] for line in done.stdout.splitlines()]

    def serve(self, folder, environment, listening=None):
        """Returns the exit status, the device's, and what it was told: lines with the request's number before them."""
        server = subprocess.Popen([SERVER, '--data', folder, 'serve', '--listen', '127.0.0.1:0', '--packs', folder],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        told, asked = [], None
        line = server.stdout.readline()
        if 'listening on' in line:
            if listening:
                listening()
            port = line.strip().rsplit(':', 1)[1].rstrip('/')
            done = subprocess.run([self.program, 'ask', self.flow, port, self.state], capture_output=True, text=True,
                                  env=ENVIRONMENT, timeout=60)
            # What it says itself when the server dies under it is no answer.
            told, asked = [line for line in done.stdout.splitlines() if line[:1].isdigit()], done.returncode
            server.send_signal(signal.SIGTERM)
        self.complaint = server.communicate(timeout=60)[1]
        return server.returncode, asked, told

    def count(self, folder, shim):
        """A clean run that also notes how many steps come before the first request."""
        status, _, _ = self.serve(folder, shim.environment, lambda: setattr(self, 'first_step', shim.counts()[0]))
        return status

    def run(self, folder, shim):
        status, _, told = self.serve(folder, shim.environment)
        return status, [line.split(' ', 1)[1] for line in told]

    def check(self, folder, said):
        done = subprocess.run([self.program, 'check', folder], capture_output=True, text=True,
                              env=dict(ENVIRONMENT, **self.more), input='\n'.join(said), timeout=60)
        words = done.stdout.strip().rsplit(' ', 1)
        if done.returncode != 0 or words[0] != 'ok':
            return f'exit {done.returncode}: {done.stdout.strip()} {done.stderr.strip()}', 0
        return None, int(words[1])

    def resume(self, folder, said):
        problem, recovery_ms = self.check(folder, said)
        if problem:
            return problem, 0
        status, asked, told = self.serve(folder, ENVIRONMENT)
        if status != 0 or asked != 0:
            return f'again: the server ended with {status}, the device with {asked}: {self.complaint.strip()}', 0
        return self.check(folder, said + [line.split(' ', 1)[1] for line in told])[0], recovery_ms

    def record(self, folder, record):
        """What was told counts from the first byte of the answer that told it, not from when the device had read it."""
        raw = pathlib.Path(f'{record}.raw')
        status, asked, told = self.serve(folder, Shim(folder, record=raw).environment)
        assert status == 0 and asked == 0, f'{self.name}: {status}, {asked}'
        answers = 0
        with open(record, 'wb') as out:
            for entry, op, words in read_record(raw):
                if op != SAID:
                    out.write(entry)
                elif words.startswith(b'HTTP/1.1 ') and not words.startswith(b'HTTP/1.1 100'):
                    answers += 1
                    lines = [line.split(' ', 1)[1] for line in told if line.startswith(f'{answers} ')]
                    out.write(said_entry('\n'.join(lines).encode()))
        requests = int(told[-1].split(' ', 1)[0])
        assert answers == requests, f'{self.name}: {answers} answers to {requests} requests'

    def cut_command(self):
        return [self.program, 'cut'], self.more


class BareServerFlow(ServerFlow):
    """The folders that were empty are gone, as after a copy that keeps files alone: the server makes them again."""

    def __init__(self, name):
        super().__init__(name)
        self.name = f'server: {name}, in new folders'

    def prepare(self, folder):
        said = super().prepare(folder)
        for inner in [*(folder / 'files').iterdir(), folder / 'partial']:
            if not any(inner.iterdir()):
                inner.rmdir()
        return said


class FirstServerFlow(ServerFlow):
    """A data folder comes into being, with the key that everything rests on."""

    def __init__(self):
        super().__init__('first')
        self.more = {'KTG_LAB_FIRST': 'share/server'}

    def prepare(self, folder):
        folder.mkdir()
        return []

    def begin(self, folder, environment):
        return subprocess.run([self.program, 'begin', folder], capture_output=True, text=True,
                              env=dict(environment, **self.more), timeout=60)

    def count(self, folder, shim):
        return self.run(folder, shim)[0]

    def run(self, folder, shim):
        done = self.begin(folder, shim.environment)
        self.complaint = done.stderr
        return done.returncode, done.stdout.splitlines()

    def resume(self, folder, said):
        problem, recovery_ms = self.check(folder, said)
        again = self.begin(folder, ENVIRONMENT)
        return problem or self.check(folder, said + again.stdout.splitlines())[0], recovery_ms

    def record(self, folder, record):
        self.run(folder, Shim(folder, record=record))


class BackupFlow(ServerFlow):
    """A data folder is copied whole; a copy that has its database is one, and its name is given last."""

    def __init__(self):
        super().__init__('backup')
        self.more = {'KTG_LAB_BACKUP': '1'}

    def prepare(self, folder):
        folder.mkdir()
        self.said = super().prepare(folder / 'server')
        return self.said

    def back_up(self, folder, environment, name='backup'):
        return subprocess.run([SERVER, '--data', folder / 'server', 'backup', folder / name], capture_output=True,
                              text=True, env=environment, timeout=60)

    def count(self, folder, shim):
        return self.run(folder, shim)[0]

    def run(self, folder, shim):
        done = self.back_up(folder, shim.environment)
        self.complaint = done.stderr
        return done.returncode, ['backed up'] if done.returncode == 0 else []

    def resume(self, folder, said):
        """Both folders are as they were said to be, and whoever makes another backup gets one."""
        has_backup = (folder / 'backup' / 'server.db').exists()
        if 'backed up' in said and not has_backup:
            return 'a backup was said to be there', 0
        problem, recovery_ms = self.check(folder / 'server', self.said)
        again = self.back_up(folder, ENVIRONMENT, 'again')
        if again.returncode != 0:
            return problem or f'again: {again.stderr}', 0
        whole = [line for line in self.said if not line.startswith('offset')]  # what was still coming is not copied
        for copied in ['again', *['backup'] * has_backup]:
            problem = problem or self.check(folder / copied, whole)[0]
            if not (folder / copied / 'server.key').exists():
                problem = problem or f'{copied}: there is no key'
        return problem, recovery_ms

    def record(self, folder, record):
        """When the database gets its name, the backup says by it that it is one: all states of that step are looked at."""
        raw = pathlib.Path(f'{record}.raw')
        assert self.run(folder, Shim(folder, record=raw))[0] == 0
        with open(record, 'wb') as out:
            for entry, op, _ in read_record(raw):
                out.write(said_entry(b'backed up') if op == SAID else entry)
                if op == RENAME:
                    out.write(said_entry(b'named'))


class PutBackFlow(ServerFlow):
    """A backup is started on: a new life begins, once, and a device brings what it lacks."""

    def __init__(self):
        super().__init__('come back')
        self.plays_start = True

    def prepare(self, folder):
        data = pathlib.Path(f'{folder}.data')
        said = super().prepare(data)
        subprocess.run([SERVER, '--data', data, 'backup', folder], capture_output=True, check=True, env=ENVIRONMENT)
        shutil.rmtree(data)
        return [line for line in said if not line.startswith(('offset', 'life'))]


RENAME, SAID = 7, 11
HEAD = struct.Struct('<IIQQQII')
MAGIC = 0x4b74676c


def read_record(path):
    """The entries of a record, each with its kind and its bytes."""
    data = path.read_bytes()
    at = 0
    while at < len(data):
        _, op, _, _, length, path_bytes, to_bytes = HEAD.unpack_from(data, at)
        begin = at + HEAD.size + path_bytes + to_bytes
        end = begin + (length if op in (3, SAID) else 0)
        yield data[at:end], op, data[begin:end]
        at = end


def said_entry(words):
    return HEAD.pack(MAGIC, SAID, 0, 0, len(words), 0, 0) + words


# For power cuts alone: folders that are as new as what is put into them.
# Each of its disk errors is met by store/test-freeing.c.
FREEING = DeviceFlow('free')
BARE_FLOWS = [BareDeviceFlow('attach'), BareServerFlow('file')]
DEVICE_FLOWS = [DeviceFlow(name) for name in ('first', 'draft', 'attach', 'file', 'amend', 'receipt', 'purge', 'refile',
                                               'lacks', 'packs')]
DEVICE_FLOWS.append(FullDiskFlow())


SERVER_FLOWS = [FirstServerFlow()] + [ServerFlow(name) for name in ('enrol', 'text', 'file')]
SERVER_FLOWS += [PutBackFlow(), BackupFlow()]
FLOWS = DEVICE_FLOWS + SERVER_FLOWS


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
        copy(self.base, folder)
        return folder

    def count(self):
        """One clean run: how many steps and allocations there are."""
        folder = self.take_folder()
        shim = Shim(folder)
        status = self.flow.count(folder, shim) if hasattr(self.flow, 'count') else self.flow.run(folder, shim)[0]
        assert status == 0, f'{self.flow.name}: exit {status} without a fault: {self.flow.complaint}'
        return shim.counts()

    def note(self, fault, problem):
        with self.lock:
            self.problems.append(f'{self.flow.name}, {fault}: {problem}')

    def play(self, fault, also_honest):
        """One run with @fault. Exit statuses: the flow's honest ones and @also_honest."""
        folder = self.take_folder()
        shim = Shim(folder, fault)
        status, said = self.flow.run(folder, shim)
        if status not in self.flow.honest + also_honest:
            return self.note(fault, f'exit {status}: {self.flow.complaint.strip()[-300:]}')
        problem, recovery_ms = self.flow.resume(folder, self.base_said + said)
        if problem:
            return self.note(fault, problem)
        with self.lock:
            self.slowest_ms = max(self.slowest_ms, recovery_ms)
            self.met += 1

    def play_all(self, faults, also_honest=()):
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            for future in [pool.submit(self.play, fault, also_honest) for fault in faults]:
                future.result()


def spread(things, share):
    """@share of them, evenly from the beginning to the end."""
    return things if len(things) <= share else [things[i * len(things) // share] for i in range(share)]


def sample(flow, kinds, n_steps, share):
    """Faults of all @kinds at all steps in torture; in CI @share of them, most where the flow does its own work."""
    starts = range(1, flow.first_step + 1) if getattr(flow, 'plays_start', True) else []
    before = [kind.format(step) for step in starts for kind in kinds]
    after = [kind.format(step) for step in range(flow.first_step + 1, n_steps + 1) for kind in kinds]
    return before + after if IS_TORTURE else spread(before, share // 4) + spread(after, share - bool(before) * share // 4)


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
