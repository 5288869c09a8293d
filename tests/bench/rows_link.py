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
THE_THINNEST = '64 kbit/s'


def to_reach(seen):
    """The goals hold for the link that DESIGN names; for tus and one request a report there is none."""
    if seen['way'] != 'kentongan':
        return None, None
    if 'worst_error' in seen:
        return '≤ 0.20', seen['worst_error'] <= 0.2
    if seen['link'].startswith(THE_THINNEST) and seen['case'].startswith('one photo'):
        return '≤ 5 % sent besides', seen['over_percent'] <= 5
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
    return Row(f'link-{seen["link"]}-{seen["case"]}-{seen["way"]}', f'{seen["link"]}: {seen["case"]}, {seen["way"]}',
               figure_of(seen), goal, words_of(seen), beside(seen), is_reached)


def words_of(seen):
    words = [f'{seen["seconds"]:.2f} s']
    if 'times' in seen:
        words[0] += f' (of {len(seen["times"])}: {seen["times"][0]:.2f} to {seen["times"][-1]:.2f})'
    if seen.get('cuts'):
        words.append(f'{seen["cuts"]} cuts' if seen['cuts'] > 1 else '1 cut')
    if 'over_percent' in seen:
        words.append(f'{seen["over_percent"]} % sent besides')
    if 'errors' in seen:
        words.append('off by ' + ', '.join(f'{error:+.0%} at {share}' for share, error in seen['errors'].items()))
    return ', '.join(words)


def beside(seen):
    words = f'{seen["limit"]:.2f} s: what the link carries at most'
    return f'{words}; {seen["limit_of_tcp"]:.2f} s: one connection that slows down at each loss' if 'limit_of_tcp' in seen else words


def start(*words):
    return subprocess.Popen([sys.executable, SOURCE / 'tests' / 'link' / 'bench-link.py', *words], stdout=subprocess.PIPE, text=True,
                            env=os.environ)


def rows_from(process):
    for line in process.stdout:
        if line.startswith('{'):
            seen = json.loads(line)
            if 'seconds' in seen:
                yield row_of(seen)
            else:
                print(line, file=sys.stderr)
    assert process.wait() == 0, 'bench-link.py failed'


def measure_link():
    """The slowest link takes as long as the others together, and all of them mostly wait: so it goes beside them."""
    others, slowest = start('256 kbit/s', '1 Mbit/s'), start('64 kbit/s')
    yield from rows_from(others)
    yield from rows_from(slowest)
