# packs.py - the packs of a folder, by their versions
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import re


def order(path):
    """By the name, then by the date, then by the number of the correction."""
    name, day, number = re.fullmatch(r'(.*?)-(\d{4}-\d{2}(?:-\d{2})?)(?:\.(\d+))?', path.stem).groups()
    return name, day, int(number or 1)


def in_order(folder, name='*'):
    """Those of that name, from the oldest."""
    paths = sorted(folder.glob(f'{name}-[0-9]*.json'), key=order)
    return [path for path in paths if name in ('*', order(path)[0])]


def newest(folder, name):
    return in_order(folder, name)[-1]


def read_newest(folder, name):
    return json.loads(newest(folder, name).read_text())
