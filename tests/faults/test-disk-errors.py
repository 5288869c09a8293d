# test-disk-errors.py - the disk refuses at every step of every flow: never a false word, nothing half kept
#
# SPDX-License-Identifier: GPL-3.0-or-later

import errno

from lab import DEVICE_FLOWS, Bench, Folder, Tap, sample

# A call that is only interrupted or does half its work is to be done again; the others are said honestly.
FAULTS = [f'{kind}:{{}}:{number}' for number in (errno.EIO, errno.ENOSPC, errno.EDQUOT) for kind in ('once', 'dead')]
FAULTS += [f'once:{{}}:{errno.EINTR}', 'short:{}']


def main():
    tap = Tap('disk errors')
    for flow in DEVICE_FLOWS:
        with Folder() as scratch:
            bench = Bench(flow, scratch)
            steps, _ = bench.count()
            points = [fault.format(step) for step in range(1, steps + 1) for fault in FAULTS]
            bench.play_all(sample(points, 40), lambda status: status in (0, 1))
            tap.check(f'{flow.name}: refused at any step', bench.problems, points=bench.met)
    tap.end()


main()
