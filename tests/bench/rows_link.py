# rows_link.py - thin, long, breaking links, beside what the link could carry
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import subprocess
import sys

from measure import SOURCE
from table import Row


def to_reach(seen):
    """The goals hold for the link that DESIGN names; for tus and one request a report there is none."""
    if seen['way'] != 'kentongan':
        return None, None
    if seen['case'].startswith('one photo'):
        return '≥ 0.95', seen['efficiency'] >= 0.95
    if seen['case'].startswith('ten'):
        return '≥ 0.90', seen['efficiency'] >= 0.90
    if 'texts' in seen['case']:
        return '≤ 1.2 ×', seen['times_limit'] <= 1.2
    return None, None


def row_of(seen):
    goal, is_reached = to_reach(seen)
    cuts = f', {seen["cuts"]} cuts' if seen.get('cuts') else ''
    return Row(f'link-{seen["link"]}-{seen["case"]}-{seen["way"]}', f'{seen["link"]}: {seen["case"]}, {seen["way"]}',
               seen.get('efficiency', seen.get('times_limit')), goal, f'{seen["seconds"]} s{cuts}',
               f'{seen["limit"]} s: what the link carries at most', is_reached)


def measure_link():
    process = subprocess.Popen([sys.executable, SOURCE / 'tests' / 'link' / 'bench-link.py'], stdout=subprocess.PIPE, text=True,
                               env=os.environ)
    for line in process.stdout:
        if line.startswith('{'):
            seen = json.loads(line)
            if 'seconds' in seen:
                yield row_of(seen)
    assert process.wait() == 0, 'bench-link.py failed'
