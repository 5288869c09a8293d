# test-refused-memory.py - memory is refused once, at any allocation: the program ends cleanly or says so, and recovers
#
# SPDX-License-Identifier: GPL-3.0-or-later

from lab import DEVICE_FLOWS, Bench, Folder, Tap, sample

# An orderly end, or GLib's abort (SIGABRT, SIGTRAP); never a wild pointer.
HONEST = (0, 1, -5, -6)


def main():
    tap = Tap('refused memory')
    for flow in DEVICE_FLOWS:
        with Folder() as scratch:
            bench = Bench(flow, scratch)
            _, allocations = bench.count()
            points = [f'memory:{i}' for i in range(1, allocations + 1)]
            bench.play_all(sample(points, 25), lambda status: status in HONEST)
            tap.check(f'{flow.name}: refused at any allocation', bench.problems, points=bench.met)
    tap.end()


main()
