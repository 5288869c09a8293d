# test-format.py - clang-format has the last word on how C is laid out
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-format.py SOURCE_ROOT CLANG_FORMAT; prints TAP.

import subprocess
import sys

ROOT, FORMATTER = sys.argv[1:]


def tracked(*patterns):
    return subprocess.run(['git', '-C', ROOT, 'ls-files', '-co', '--exclude-standard', '--', *patterns],
                          capture_output=True, text=True, check=True).stdout.splitlines()


def main():
    sources = tracked('src/*.c', 'src/*.h', 'tests/*.c', 'tests/*.h')
    run = subprocess.run([FORMATTER, '--dry-run', '--Werror', *sources], capture_output=True, text=True, cwd=ROOT)
    wrong = sorted({line.split(': error')[0] for line in run.stderr.splitlines() if ': error' in line})
    print('1..1')
    print(f'{"not ok" if wrong or run.returncode != 0 else "ok"} 1 - clang-format has the last word')
    for problem in wrong[:20]:
        print(f'# {problem}')


main()
