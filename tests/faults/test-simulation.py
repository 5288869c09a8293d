# test-simulation.py - a million bad months of planner, store and server; see tests/world/test-simulation.c
#
# SPDX-License-Identifier: GPL-3.0-or-later

import seeds
from lab import Tap

COUNT, LATER, PART = 1_000_000, 50_000, 10_000

tap = Tap('simulation')
count = COUNT if seeds.IS_FIRST_ROUND else LATER
said, problems = seeds.play('test-simulation', '/simulation/every-bad-month-ends-level', count, PART)
tap.check('every bad month ends level, whole, once, in order, in time', problems, seeds=count,
          events=seeds.add_up(said, 'events'), files=seeds.add_up(said, 'files'),
          interruptions=seeds.add_up(said, 'interruptions'), power_cuts=seeds.add_up(said, 'power cuts'))
tap.end()
