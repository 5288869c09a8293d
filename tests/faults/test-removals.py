# test-removals.py - does the lab bite: each safeguard is taken out of a copy of the source, and a named test must fail
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-removals.py; or, for itself, test-removals.py play KIND FLOW with the copy's build folder in KTG_BUILD_DIR.

import os
import pathlib
import shutil
import subprocess
import sys

from lab import BARE_FLOWS, FLOWS, IS_TORTURE, KILLED, SOURCE, Bench, Folder, Tap
from removals import REMOVALS
from safeguards import find_gaps

IN_CI = 3
POINTS_AT_ONCE = 20  # one that shows it is enough
BROKE_OFF = -1
TARGETS = {
    'database': ['tests/faults/lab-db'],
    'device': ['tests/faults/lab-device'],
    'server': ['tests/faults/lab-server', 'src/server/kentongan-server'],
}


def play(kind, name):
    """One flow of the lab with the programs of KTG_BUILD_DIR. Exit 1: it noticed."""
    from cuts import DatabaseFlow, cut

    flow = {flow.name: flow for flow in [*FLOWS, *BARE_FLOWS, DatabaseFlow()]}[name]
    with Folder() as scratch:
        if kind == 'cut':
            problems = cut(flow, scratch, 1500)[1]
        else:
            bench = Bench(flow, scratch)
            steps, _ = bench.count()
            points = [f'{how}:{step}' for step in range(flow.first_step + 1, steps + 1) for how in ('kill', 'torn')]
            for at in range(0, len(points), POINTS_AT_ONCE):
                if not bench.problems:
                    bench.play_all(points[at:at + POINTS_AT_ONCE], (KILLED,))
            problems = bench.problems
    print('\n'.join(problems[:3]))
    return 1 if problems else 0


class Copy:
    """The source once more, in a place where it may be broken."""

    def __init__(self, folder):
        self.source, self.build = folder / 'source', folder / 'build'
        shutil.copytree(SOURCE, self.source, ignore=shutil.ignore_patterns('build*', '.git', '__pycache__'))
        compiler = {'CC': 'ccache gcc'} if shutil.which('ccache') else {}
        self.call('meson', 'setup', self.build, self.source, **compiler)

    def call(self, *words, **more):
        environment = dict(os.environ, PATH=f'/usr/bin:/bin:{os.environ["PATH"]}', **more)
        done = subprocess.run(words, capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            raise RuntimeError(f'{words[0]}: {done.stdout[-1500:]}{done.stderr[-500:]}')

    def compile(self, targets):
        self.call('ninja', '-C', self.build, '-j2', *targets)

    def run(self, test):
        """The exit status of a test in the copy, and what it said."""
        words = test.split(' ', 1)
        if len(words) == 1:
            command = [self.build / 'tests' / test]
        elif words[0] == 'wire':
            command = [sys.executable, SOURCE / 'tests' / 'faults' / 'test-wire.py', words[1]]
        else:
            command = [sys.executable, SOURCE / 'tests' / 'faults' / 'test-removals.py', 'play', *words]
        # One stuck device shows it; all that torture would break take an hour to be stuck. What is lost here is not counted.
        environment = dict(os.environ, KTG_BUILD_DIR=str(self.build), KTG_SOURCE_DIR=str(self.source), KTG_LAB_SHARE='',
                           KTG_LAB_RESULTS='')
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, cwd=self.source)
        # Who could not begin ends with 1, too, and noticed nothing.
        status = BROKE_OFF if command[0] == sys.executable and 'Traceback' in done.stderr else done.returncode
        return status, done.stdout[-600:] + done.stderr[-600:]

    def break_and_run(self, removal):
        """None if the test noticed; else what is wrong."""
        path = self.source / removal.path
        whole = path.read_text()
        path.write_text(whole.replace(removal.old, removal.new))
        try:
            self.compile(targets_of(removal.test))
            status, said = self.run(removal.test)
        finally:
            path.write_text(whole)
        words = removal.test.split(' ', 1)
        if len(words) == 2 and status not in (0, 1):
            return f'{removal.test} could not be played: {said}'
        return None if status != 0 else f'{removal.test} noticed nothing'


def targets_of(test):
    words = test.split(' ', 1)
    if len(words) == 1:
        return [f'tests/{test}', *(['src/picture/kentongan-picture'] if test.startswith('photo/') else [])]
    if words[0] == 'wire':
        return ['src/cli/ktg', 'src/server/kentongan-server', 'src/picture/kentongan-picture']
    return ['tests/faults/fault-shim.so', *TARGETS[words[1].split(':')[0]]]


def main():
    tap = Tap('removals')
    count, problems = find_gaps()
    tap.check('no safeguard stands in the source that nobody would miss', problems, safeguards=count)
    with Folder() as folder:
        copy = Copy(folder)
        for removal in REMOVALS if IS_TORTURE else REMOVALS[:IN_CI]:
            problem = copy.break_and_run(removal)
            tap.check(f'without "{removal.sentence}", {removal.test} fails', [problem] if problem else [],
                      removed=1, noticed=int(problem is None))
    tap.end()


if sys.argv[1:2] == ['play']:
    sys.exit(play(sys.argv[2], sys.argv[3]))
main()
