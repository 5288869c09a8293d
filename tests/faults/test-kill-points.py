# test-kill-points.py - the process is killed at every step of every flow; what was said is there, once, and work goes on
#
# SPDX-License-Identifier: GPL-3.0-or-later

from lab import FLOWS, FREEING, KILLED, Bench, Folder, Tap, sample
from lab_ktg import KTG_FLOWS
from lab_relay import RelayFlow

# A step that is no write cannot be torn; that run ends by itself and must be as right as any.
KINDS = ['kill:{}', 'after:{}', 'torn:{}']


def main():
    tap = Tap('kill points')
    for flow in FLOWS + [FREEING] + KTG_FLOWS + [RelayFlow()]:
        with Folder() as scratch:
            bench = Bench(flow, scratch)
            steps, _ = bench.count()
            bench.play_all(sample(flow, KINDS, steps, 8), (KILLED,))
            tap.check(f'{flow.name}: killed at any step', bench.problems, steps=steps, points=bench.met,
                      recovery_ms=bench.slowest_ms)
    tap.end()


main()
