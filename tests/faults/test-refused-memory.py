# test-refused-memory.py - memory is refused once, at any allocation: the program ends cleanly or says so, and recovers
#
# SPDX-License-Identifier: GPL-3.0-or-later

from lab import ENVIRONMENT, FLOWS, IS_TORTURE, SEED, Bench, Folder, Tap, spread
from lab_ktg import KTG_FLOWS

# GLib's abort when there is no memory (SIGABRT, SIGTRAP) is a clean end; a wild pointer never is.
ABORTED = (-5, -6)
STRIDE = 6
# When memory is refused inside g_once_init_enter(), GLib 2.84 waits for itself for ever: it would log that it aborts, and to log
# for the first time is a g_once_init_enter(). So each program here logs one message before.
ENVIRONMENT['G_MESSAGES_DEBUG'] = 'kentongan-server ktg lab-device'


def main():
    tap = Tap('refused memory')
    for flow in FLOWS + KTG_FLOWS:
        with Folder() as scratch:
            bench = Bench(flow, scratch)
            _, allocations = bench.count()
            points = [f'memory:{i}' for i in range(1 + SEED % STRIDE, allocations + 1, STRIDE)]
            bench.play_all(points if IS_TORTURE else spread(points, 8), ABORTED)
            tap.check(f'{flow.name}: refused at any allocation', bench.problems, allocations=allocations,
                      points=bench.met)
    tap.end()


main()
