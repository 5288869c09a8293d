# test-model.py - the model of the exchange, checked whole; see tests/spin
#
# SPDX-License-Identifier: GPL-3.0-or-later

import subprocess
import sys

import seeds
from lab import SOURCE, Tap

SPIN = SOURCE.resolve() / 'tests' / 'spin'

tap = Tap('model')
done = subprocess.run([sys.executable, SPIN / 'test-spin.py', SPIN / 'exchange.pml'], text=True, capture_output=True)
lines = done.stdout.splitlines()
problems = [line for line in lines if line.startswith('not ok')]
if done.returncode != 0 or not lines:
    problems.append(done.stderr.strip()[-500:])
tap.check('no error in the whole state space, and one without each rule', problems,
          states=seeds.add_up(done.stdout, 'states'), rules=sum('without one rule' in line for line in lines) - len(problems))
tap.end()
