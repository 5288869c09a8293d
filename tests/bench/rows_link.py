# rows_link.py - thin, long, breaking links, beside what the link could carry
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import subprocess
import sys

from measure import SOURCE
from table import Row


THE_LINK = '256 kbit/s, 300 ms, cut every 20 s'  # with and without TLS


def to_reach(seen):
    """The goals hold for the link that DESIGN names; for tus and one request a report there is none."""
    if seen['way'] != 'kentongan':
        return None, None
    if 'worst_error' in seen:
        return '≤ 0.20', seen['worst_error'] <= 0.2
    if not seen['link'].startswith(THE_LINK):
        return None, None
    if seen['case'].startswith('one photo'):
        return '≥ 0.95', seen['efficiency'] >= 0.95
    if seen['case'].startswith('ten'):
        return '≥ 0.90', seen['efficiency'] >= 0.90
    if 'times_limit' in seen:
        return '≤ 1.2 ×', seen['times_limit'] <= 1.2
    return None, None


def figure_of(seen):
    return next(seen[name] for name in ('worst_error', 'times_limit', 'efficiency') if name in seen)


def row_of(seen):
    goal, is_reached = to_reach(seen)
    cuts = f', {seen["cuts"]} cuts' if seen.get('cuts') else ''
    twice = f', {seen["over_percent"]} % sent besides' if 'over_percent' in seen else ''
    return Row(f'link-{seen["link"]}-{seen["case"]}-{seen["way"]}', f'{seen["link"]}: {seen["case"]}, {seen["way"]}',
               figure_of(seen), goal, f'{seen["seconds"]} s{cuts}{twice}', f'{seen["limit"]} s: what the link carries at most',
               is_reached)


def measure_link():
    process = subprocess.Popen([sys.executable, SOURCE / 'tests' / 'link' / 'bench-link.py'], stdout=subprocess.PIPE, text=True,
                               env=os.environ)
    for line in process.stdout:
        if line.startswith('{'):
            seen = json.loads(line)
            if 'seconds' in seen:
                yield row_of(seen)
    assert process.wait() == 0, 'bench-link.py failed'
