# test-two-devices.py - two devices, an office and the real server, many times; see tests/world/test-two-devices.c
#
# SPDX-License-Identifier: GPL-3.0-or-later

import seeds
from lab import Tap

COUNT, LATER, PART = 300, 24, 12

tap = Tap('two-devices')
count = COUNT if seeds.IS_FIRST_ROUND else LATER
said, problems = seeds.play('test-two-devices', '/two-devices/cut-apart-and-healed-all-become-level', count, PART)
tap.check('cut apart and healed, all become level', problems, seeds=count, reports=seeds.add_up(said, 'reports'),
          events=seeds.add_up(said, 'events'), files=seeds.add_up(said, 'files'),
          connections=seeds.add_up(said, 'connections'), cut=seeds.add_up(said, 'cut'))
tap.end()
