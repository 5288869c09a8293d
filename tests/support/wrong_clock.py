# wrong_clock.py - programs whose clock is wrong
#
# SPDX-License-Identifier: GPL-3.0-or-later

import subprocess


def at_clock(environment, clock):
    """@environment for a program that lives at @clock, as faketime writes it: '-10y', '@1970-01-02 00:00:00'.

    Its clock goes on from there. What measures durations and the files' times stay as they are.
    """
    printed = subprocess.run(['faketime', '-f', clock, 'printenv', 'LD_PRELOAD', 'FAKETIME'], check=True,
                             capture_output=True, text=True).stdout.splitlines()
    return dict(environment, LD_PRELOAD=printed[0], FAKETIME=printed[1], FAKETIME_DONT_FAKE_MONOTONIC='1', NO_FAKE_STAT='1',
                ASAN_OPTIONS='verify_asan_link_order=0')
