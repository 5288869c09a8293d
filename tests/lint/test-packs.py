# test-packs.py - a pack that is written is installed, and one that is published stays as it is
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-packs.py SOURCE_ROOT; prints TAP.

import hashlib
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
DATA = ROOT / 'data'


def report(number, name, problems):
    print(f'{"not ok" if problems else "ok"} {number} - {name}')
    for problem in problems:
        print(f'# {problem}')


def differences(packs, listed, where):
    """What stands in the folder and not in a list of it, and the other way round."""
    return ([f'{name} stands not in {where}' for name in sorted(packs - listed)]
            + [f'{where} names {name}, which is not there' for name in sorted(listed - packs)])


def published():
    lines = (DATA / 'packs.sha256').read_text(encoding='utf-8').splitlines()
    return {name: digest for digest, name in (line.split('  ', 1) for line in lines)}


def edited(digests):
    """A report names the edition it was written under: what that says never changes."""
    return [f'{name} was edited: write a new edition and leave this one' for name, digest in sorted(digests.items())
            if (DATA / name).is_file() and hashlib.sha256((DATA / name).read_bytes()).hexdigest() != digest]


def unplayed():
    """What is promised of bad input is played: each test that the page names is there."""
    section = (ROOT / 'docs' / 'PACKS.md').read_text(encoding='utf-8').split('## 9. ')[1]
    named = [name for row in section.splitlines() if row.startswith('| ') for name in re.findall('`([^`]+)`', row.split('|')[3])]
    tests = '\n'.join(path.read_text(encoding='utf-8') for path in sorted((ROOT / 'tests').glob('*/test-*')))
    return [f'docs/PACKS.md names the test {name}, which is not there' for name in named if name not in tests] or (
        [] if len(named) > 10 else ['docs/PACKS.md names no tests'])


def main():
    packs = {f'packs/{path.name}' for path in (DATA / 'packs').iterdir()}
    installed = set(re.findall(r"'(packs/[^']+)'", (DATA / 'meson.build').read_text(encoding='utf-8')))
    digests = published()
    print('1..4')
    report(1, 'every pack is installed', differences(packs, installed, 'data/meson.build'))
    report(2, 'every pack has its digest', differences(packs, set(digests), 'data/packs.sha256'))
    report(3, 'no published pack was edited', edited(digests))
    report(4, 'what the page says of bad input is played', unplayed())


main()
