# wrong_clock.py - programs whose clock is wrong
#
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import subprocess


def clear_what_the_dead_left():
    """A killed program leaves the shared memory of its clock behind, under its number, and libfaketime then refuses to
    start in the next program that gets that number."""
    for path in pathlib.Path('/dev/shm').glob('*faketime_s*_*'):
        number = path.name.rpartition('_')[2]
        if not pathlib.Path('/proc', number).exists():
            path.unlink(missing_ok=True)


def at_clock(environment, clock):
    """@environment for a program that lives at @clock, as faketime writes it: '-10y', '@1970-01-02 00:00:00'.

    Its clock goes on from there. What measures durations and the files' times stay as they are.
    """
    clear_what_the_dead_left()
    printed = subprocess.run(['faketime', '-f', clock, 'printenv', 'LD_PRELOAD', 'FAKETIME'], check=True,
                             capture_output=True, text=True).stdout.splitlines()
    return dict(environment, LD_PRELOAD=printed[0], FAKETIME=printed[1], FAKETIME_DONT_FAKE_MONOTONIC='1', NO_FAKE_STAT='1',
                ASAN_OPTIONS='verify_asan_link_order=0')
