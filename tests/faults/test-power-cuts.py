# test-power-cuts.py - the power fails at every step of every flow, and the disk keeps any part of what was not flushed
#
# SPDX-License-Identifier: GPL-3.0-or-later

from cuts import DatabaseFlow, cut
from lab import BARE_FLOWS, FLOWS, FREEING, IS_TORTURE, SEED, DayFlow, Folder, Tap

STATES = 12000 if IS_TORTURE else 150
DAYS = [DayFlow(SEED * 10 + i) for i in range(4 if IS_TORTURE else 1)]


def main():
    tap = Tap('power cuts')
    for flow in [DatabaseFlow(), *FLOWS, *BARE_FLOWS, *DAYS, *[FREEING] * IS_TORTURE]:
        with Folder() as scratch:
            numbers, problems = cut(flow, scratch, STATES)
            tap.check(f'{flow.name}: the power fails after any step', problems,
                      steps=numbers['steps'], states=numbers['states'])
    with Folder() as scratch:
        _, problems = cut(DatabaseFlow('nosync:1'), scratch, 300)
        tap.check('with every flush left out, this very test fails', [] if problems else ['it did not'])
    tap.end()


main()
