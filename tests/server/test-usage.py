# test-usage.py - what kentongan-server says when it is asked for help, or called wrongly
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-usage.py SERVER VERSION; prints TAP.

import pathlib
import subprocess
import sys
import tempfile

SERVER, VERSION = sys.argv[1:]
VERBS = ['serve', 'code', 'codes', 'cancel', 'aside', 'audit', 'backup', 'devices', 'list', 'show', 'export', 'verify',
         'revoke']


def call(*words):
    return subprocess.run([SERVER, *words], capture_output=True, text=True, timeout=60)


def help_names_every_verb(folder):
    for words in [['--help'], ['-h'], ['--data', folder, '--help'], *([verb, '--help'] for verb in VERBS),
                  *(['--data', folder, verb, '--help'] for verb in VERBS)]:
        done = call(*words)
        assert (done.returncode, done.stderr) == (0, ''), (words, done)
        for verb in [*VERBS, '--listen', '--packs', '--max-connections', 'Exit']:
            assert f'{verb} ' in done.stdout, (words, verb)


def the_version_is_said(folder):
    done = call('--version')
    assert (done.returncode, done.stdout, done.stderr) == (0, f'kentongan-server {VERSION}\n', ''), done


def wrong_usage_says_why(folder):
    for words, part in [
            ([], 'Usage'), (['list'], 'Usage'), (['--data', folder], 'Usage'), (['--fly'], '--fly'),
            (['--data', folder, 'fly'], 'Usage'),
            (['--data', folder, 'serve', '--fly'], '--fly'), (['--data', folder, 'serve', 'more'], 'Usage'),
            (['--data', folder, 'serve', '--max-connections', 'many'], 'many'),
            (['--data', folder, 'serve', '--max-connections', '-1'], '--max-connections'),
            (['--data', folder, 'export', 'one'], 'Usage'), (['--data', folder, 'backup', '--without-key'], 'Usage'),
            (['--data', folder, 'code', '--role', 'king'], '--name')]:
        done = call(*words)
        assert (done.returncode, done.stdout) == (2, ''), (words, done)
        assert part in done.stderr, (words, done.stderr)


def main():
    tests = [help_names_every_verb, the_version_is_said, wrong_usage_says_why]
    print(f'1..{len(tests)}')
    for number, test in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as root:
            folder = pathlib.Path(root) / 'data'
            try:
                test(str(folder))
                assert test is wrong_usage_says_why or not folder.exists(), 'a folder was made'
                print(f'ok {number} - {test.__name__}')
            except AssertionError as error:
                print(f'not ok {number} - {test.__name__}\n# {error}')


main()
