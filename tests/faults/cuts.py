# cuts.py - one flow recorded, and the states that a power cut could have left of it judged
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import subprocess

from lab import ENVIRONMENT, LAB, SEED, WORKERS, Shim, copy


class DatabaseFlow:
    """The connection alone, without a store above it."""

    name = 'database: commits'
    program = LAB / 'lab-db'

    def __init__(self, fault=None):
        self.fault = fault

    def prepare(self, folder):
        folder.mkdir()

    def record(self, folder, record):
        subprocess.run([self.program, 'run', folder], env=Shim(folder, self.fault, record).environment, check=True,
                       stdout=subprocess.DEVNULL)

    def cut_command(self):
        return [self.program, 'cut'], {}


def cut(flow, scratch, n_states):
    """Records one run of @flow, then judges @n_states that a power cut could have left. Returns numbers and problems."""
    base, live, record = scratch / 'base', scratch / 'live', scratch / 'record'
    flow.prepare(base)
    copy(base, live)
    flow.record(live, record)
    states = scratch / 'states'
    states.mkdir()
    words, extra = flow.cut_command()
    done = subprocess.run([*words, base, record, live, states, str(n_states), str(SEED), str(WORKERS)],
                          capture_output=True, text=True, env=dict(ENVIRONMENT, **extra))
    lines = done.stdout.splitlines()
    if done.returncode == 0:
        return json.loads(lines[-1]), []
    return {'steps': 0, 'states': 0}, [*lines, done.stderr]
