# test-disk-errors.py - the disk refuses at every step of every flow: never a false word, nothing half kept
#
# SPDX-License-Identifier: GPL-3.0-or-later

import errno

from lab import FLOWS, BackupFlow, Bench, DeviceFlow, Folder, Tap, sample
from lab_ktg import KTG_FLOWS

# A call that is only interrupted or does half its work is to be done again; the others are said honestly.
KINDS = [f'{kind}:{{}}:{number}' for number in (errno.EIO, errno.ENOSPC, errno.EDQUOT) for kind in ('once', 'dead')]
KINDS += [f'once:{{}}:{errno.EINTR}', 'short:{}', 'full:{}']

# A backup on another file system is copied, and never linked or renamed into its place.
OTHER_DISK = [f'once:{{}}:{errno.EXDEV}']

# What of an officer's work the reserve has room for, wherever in it the disk becomes full.
FINISHED = [DeviceFlow(name) for name in ('draft', 'amend', 'finish')]


def main():
    tap = Tap('disk errors')
    for flow in FLOWS + KTG_FLOWS:
        with Folder() as scratch:
            bench = Bench(flow, scratch)
            steps, _ = bench.count()
            kinds = KINDS + OTHER_DISK * isinstance(flow, BackupFlow)
            bench.play_all(sample(flow, kinds, steps, 8))
            tap.check(f'{flow.name}: refused at any step', bench.problems, steps=steps, points=bench.met)
    for flow in FINISHED:
        with Folder() as scratch:
            flow.honest = (0,)
            bench = Bench(flow, scratch)
            steps, _ = bench.count()
            bench.play_all(sample(flow, ['full:{}'], steps, 8))
            tap.check(f'{flow.name}: done, though the disk is full from any step on', bench.problems, points=bench.met)
    tap.end()


main()
