# test-file-systems.py - the power fails on a real file system: mounted again, what was said is there
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Each cut has its own copy of an image. ext4 and xfs are told to go down without writing their journal (their own test
# call); btrfs has no such call, so the program is stopped, the image is copied as the disk has it, and the copy is
# mounted. Needs root and loop devices, and says so where there are none.

import os
import pathlib
import random
import shutil
import signal
import subprocess
import threading
import time

from lab import DEVICE_FLOWS, IS_TORTURE, KILLED, SEED, SERVER_FLOWS, Folder, Shim, Tap, copy

CUTS = 300 if IS_TORTURE else 6
KINDS = {
    'ext4': ('cut', 64, ['mkfs.ext4', '-q', '-F'], 'loop'),
    'ext4, data=writeback': ('cut', 64, ['mkfs.ext4', '-q', '-F'], 'loop,data=writeback'),
    # All copies have the image's id, and an earlier one may still be mounted in somebody else's view of the system.
    'xfs': ('cut', 320, ['mkfs.xfs', '-q', '-f'], 'loop,nouuid'),
    'btrfs': ('stop', 128, ['mkfs.btrfs', '-q', '-f'], 'loop'),
}
# A disk that is only said to be full is not for here: what is in its blocks and what in its inodes is the system's affair.
FLOWS = [flow for flow in DEVICE_FLOWS + SERVER_FLOWS if flow.flow != 'first' and 'KTG_SHIM_ROOM' not in flow.more]


def call(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    if done.returncode != 0:
        raise OSError(f'{words[0]}: {done.stderr.strip()}')


class Disk:
    """An image and the place where it is mounted."""

    def __init__(self, image, place, options):
        self.image, self.place, self.options = image, place, options

    def __enter__(self):
        call('mount', '-o', self.options, self.image, self.place)
        return self.place

    def __exit__(self, *_):
        call('umount', self.place)


class FileSystem:
    def __init__(self, name, scratch):
        self.name = name
        self.how, self.size_mib, self.make, self.options = KINDS[name]
        self.scratch = scratch
        self.place = scratch / 'place'
        self.place.mkdir(exist_ok=True)
        self.random = random.Random(f'{SEED} {name}')

    def make_image(self, flow):
        """A fresh file system with the flow's folder in it, all of it on the disk. Returns what was said of it."""
        base, image = self.scratch / 'base', self.scratch / 'golden'
        shutil.rmtree(base, ignore_errors=True)
        said = flow.prepare(base)
        with open(image, 'wb') as file:
            file.truncate(self.size_mib << 20)
        call(*self.make, image)
        with Disk(image, self.place, self.options) as place:
            copy(base, place / 'run')
            copy(base, place / 'count')
            clean = Shim(place / 'count', count_path=self.scratch / 'count')
            status, _ = flow.run(place / 'count', clean)
            assert status == 0, f'{flow.name} on {self.name}: exit {status}'
            self.steps = clean.counts()[0]
            shutil.rmtree(place / 'count')
        return said

    def copy(self, image, to):
        call('cp', '--sparse=always', self.scratch / image, self.scratch / to)

    def cut(self, flow, step):
        """Returns the flow's exit status and what it said, with the disk as the cut left it in the image "after"."""
        shim_fault = f'{self.how}:{step}'
        self.copy('golden', 'disk')
        with Disk(self.scratch / 'disk', self.place, self.options) as place:
            shim = Shim(place / 'run', shim_fault, count_path=self.scratch / 'count')
            if self.how == 'stop':
                return self.stop_and_copy(flow, place / 'run', shim)
            status, said = flow.run(place / 'run', shim)
        os.rename(self.scratch / 'disk', self.scratch / 'after')
        return status, said

    def stop_and_copy(self, flow, folder, shim):
        """Runs the flow; as soon as its program stands still the disk is copied and the program killed."""
        result = []
        thread = threading.Thread(target=lambda: result.append(flow.run(folder, shim)))
        thread.start()
        stopped = None
        while thread.is_alive() and stopped is None:
            stopped = find_stopped(os.getpid())
            time.sleep(0.002)
        if stopped is not None:
            self.copy('disk', 'after')
            os.kill(stopped, signal.SIGKILL)
        thread.join()
        if stopped is None:
            self.copy('disk', 'after')
        return result[0]

    def play(self, flow, step, said):
        status, words = self.cut(flow, step)
        if status not in (0, 1, KILLED):
            return f'{flow.name}, step {step}: exit {status}: {flow.complaint.strip()[-200:]}'
        with Disk(self.scratch / 'after', self.place, self.options) as place:
            problem, _ = flow.resume(place / 'run', said + words)
        return problem and f'{flow.name}, step {step}: {problem}'


def find_stopped(parent):
    """The id of a child of this process that was stopped."""
    for child in pathlib.Path(f'/proc/{parent}/task').glob('*/children'):
        for pid in child.read_text().split():
            try:
                if pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()[0] == 'T':
                    return int(pid)
            except OSError:
                pass
    return None


def can_mount(name, scratch):
    """None, or why not."""
    if os.geteuid() != 0:
        return 'needs root'
    if shutil.which(KINDS[name][2][0]) is None:
        return f'needs {KINDS[name][2][0]}'
    try:
        system = FileSystem(name, scratch)
        with open(scratch / 'try', 'wb') as file:
            file.truncate(system.size_mib << 20)
        call(*system.make, scratch / 'try')
        with Disk(scratch / 'try', system.place, system.options):
            pass
    except OSError as error:
        return str(error)
    return None


def play_all(name, scratch):
    system = FileSystem(name, scratch)
    problems, cuts = [], 0
    flows = FLOWS if IS_TORTURE else [FLOWS[2], FLOWS[-1]]
    for i, flow in enumerate(flows):
        said = system.make_image(flow)
        for _ in range((CUTS + len(flows) - 1 - i) // len(flows)):
            first = flow.first_step if flow in DEVICE_FLOWS else max(1, system.steps - 350)
            problem = system.play(flow, system.random.randint(max(1, first), system.steps), said)
            cuts += 1
            if problem:
                problems.append(problem)
    return problems, cuts


def main():
    tap = Tap('file systems')
    for name in KINDS:
        with Folder() as scratch:
            reason = can_mount(name, scratch)
            problems, cuts = ([], 0) if reason else play_all(name, scratch)
            tap.check(f'{name}: ' + (f'not done, {reason}' if reason else f'{cuts} cuts'), problems,
                      **{f'cuts on {name}': cuts})
    tap.end()


main()
