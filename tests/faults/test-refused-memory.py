# test-refused-memory.py - memory is refused once, at any allocation: the program ends cleanly or says so, and recovers
#
# SPDX-License-Identifier: GPL-3.0-or-later

from lab import FLOWS, IS_TORTURE, SEED, Bench, Folder, Tap, spread
from lab_ktg import KTG_FLOWS

# GLib's abort when there is no memory (SIGABRT, SIGTRAP) is a clean end; a wild pointer never is.
ABORTED = (-5, -6)
STRIDE = 4


def main():
    tap = Tap('refused memory')
    for flow in FLOWS + KTG_FLOWS:
        with Folder() as scratch:
            bench = Bench(flow, scratch)
            _, allocations = bench.count()
            points = [f'memory:{i}' for i in range(1 + SEED % STRIDE, allocations + 1, STRIDE)]
            bench.play_all(points if IS_TORTURE else spread(points, 16), ABORTED)
            tap.check(f'{flow.name}: refused at any allocation', bench.problems, allocations=allocations,
                      points=bench.met)
    tap.end()


main()
