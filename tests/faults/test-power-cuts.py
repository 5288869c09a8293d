# test-power-cuts.py - the power fails at every step of every flow, and the disk keeps any part of what was not flushed
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import subprocess

from lab import FLOWS, ENVIRONMENT, IS_TORTURE, SEED, WORKERS, LAB, Folder, Shim, Tap

STATES = 12000 if IS_TORTURE else 300


class DatabaseFlow:
    """The connection alone, without a store above it."""

    name = 'database: commits'
    program = LAB / 'lab-db'

    def prepare(self, folder):
        folder.mkdir()

    def __init__(self, fault=None):
        self.fault = fault

    def record(self, folder, record):
        subprocess.run([self.program, 'run', folder], env=Shim(folder, self.fault, record).environment, check=True,
                       stdout=subprocess.DEVNULL)

    def cut_command(self):
        return [self.program, 'cut'], {}


def cut(flow, scratch):
    """Records one run of @flow, then judges what a power cut could have left. Returns numbers and problems."""
    base, live, record = scratch / 'base', scratch / 'live', scratch / 'record'
    flow.prepare(base)
    subprocess.run(['cp', '-a', base, live], check=True)
    flow.record(live, record)
    states = scratch / 'states'
    states.mkdir()
    words, extra = flow.cut_command()
    done = subprocess.run([*words, base, record, live, states, str(STATES), str(SEED), str(WORKERS)],
                          capture_output=True, text=True, env=dict(ENVIRONMENT, **extra))
    lines = done.stdout.splitlines()
    if done.returncode == 0:
        return json.loads(lines[-1]), []
    return {'steps': 0, 'states': 0}, [*lines, done.stderr]


def main():
    tap = Tap('power cuts')
    for flow in [DatabaseFlow(), *FLOWS]:
        with Folder() as scratch:
            numbers, problems = cut(flow, scratch)
            tap.check(f'{flow.name}: the power fails after any step', problems,
                      steps=numbers['steps'], states=numbers['states'])
    with Folder() as scratch:
        _, problems = cut(DatabaseFlow('nosync:1'), scratch)
        tap.check('with every flush left out, this very test fails', [] if problems else ['it did not'])
    tap.end()


main()
