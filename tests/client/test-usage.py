# test-usage.py - what the app says where there is no display, and what the desktop says of it
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-usage.py KENTONGAN VERSION DESKTOP_FILE METAINFO; prints TAP.

import os
import pathlib
import subprocess
import sys

KENTONGAN, VERSION, DESKTOP_FILE, METAINFO = sys.argv[1:]
WITHOUT_DISPLAY = {name: value for name, value in os.environ.items() if name not in ('DISPLAY', 'WAYLAND_DISPLAY')}


def call(*words):
    return subprocess.run([KENTONGAN, *words], capture_output=True, text=True, timeout=60, env=WITHOUT_DISPLAY)


def the_version_is_said_without_a_display():
    done = call('--version')
    assert (done.returncode, done.stdout, done.stderr) == (0, f'kentongan {VERSION}\n', ''), done


def help_is_given_without_a_display():
    done = call('--help')
    assert (done.returncode, done.stderr) == (0, ''), done
    for word in ['--profile', '--version', 'ktg']:
        assert word in done.stdout, word


def the_desktop_speaks_indonesian():
    entry = pathlib.Path(DESKTOP_FILE).read_text(encoding='utf-8')
    for key in ['GenericName', 'Comment', 'Keywords']:
        assert f'\n{key}[id]=' in entry, key
    assert '<summary xml:lang="id">' in pathlib.Path(METAINFO).read_text(encoding='utf-8')


def main():
    tests = [the_version_is_said_without_a_display, help_is_given_without_a_display, the_desktop_speaks_indonesian]
    print(f'1..{len(tests)}')
    for number, test in enumerate(tests, 1):
        try:
            test()
            print(f'ok {number} - {test.__name__}')
        except AssertionError as error:
            print(f'not ok {number} - {test.__name__}\n# {error}')


main()
