# rows_link.py - thin, long, breaking links, beside what the link could carry
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import queue
import subprocess
import sys
import threading

from measure import SOURCE
from table import Row


THE_LINK = '256 kbit/s, 300 ms, cut every 20 s'  # with and without TLS
THE_THINNEST = '64 kbit/s'
SEEDS = range(1, 6)
# The thinnest takes as long as the others together.
GROUPS = [('256 kbit/s',), ('1 Mbit/s',), ('64 kbit/s',)]


GOALS_OF_FIFTY = [
    (THE_LINK, 'all previews', 0.92),
    ('1 Mbit/s, 100 ms', 'everything', 0.92),
    ('1 Mbit/s, 100 ms, 2 % loss, TLS', 'everything', 0.85),
]


def to_reach(seen):
    """The goals hold for the link that DESIGN names; for tus and one request a report there is none."""
    if seen['way'] != 'kentongan':
        return None, None
    if 'worst_error' in seen:
        return '≤ 0.20', seen['worst_error'] <= 0.2
    if seen['link'].startswith(THE_THINNEST) and seen['case'].startswith('ten'):
        return '≥ 0.90', seen['efficiency'] >= 0.90
    if seen['link'].startswith(THE_THINNEST) and seen['case'].endswith(('one photo of 1 MB', 'all previews')):
        return '≤ 5 % sent besides', seen['over_percent'] <= 5
    for link, case, goal in GOALS_OF_FIFTY:
        if seen['link'] == link and seen['case'].endswith(case):
            return f'≥ {goal}', seen['efficiency'] >= goal
    if not seen['link'].startswith(THE_LINK):
        return None, None
    if seen['case'].startswith('one photo'):
        return '≥ 0.95', seen['efficiency'] >= 0.95
    if seen['case'].startswith('ten'):
        return '≥ 0.93', seen['efficiency'] >= 0.93
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
    if len(seen['figures']) > 1:
        words[0] += f' ({len(seen["figures"])} seeds: {seen["figures"][0]:.2f} to {seen["figures"][-1]:.2f})'
    if seen.get('cuts'):
        words.append(f'{seen["cuts"]} cuts' if seen['cuts'] > 1 else '1 cut')
    if 'over_percent' in seen:
        words.append(f'{seen["over_percent"]} % sent besides')
    if seen.get('late_percent'):
        words.append(f'{seen["late_percent"]} % came over 10 ms late since this machine was busy')
    if 'errors' in seen:
        words.append('off by ' + ', '.join(f'{error:+.0%} at {share}' for share, error in seen['errors'].items()))
    return ', '.join(words)


def beside(seen):
    words = f'{seen["limit"]:.2f} s: what the link carries at most'
    return f'{words}; {seen["limit_of_tcp"]:.2f} s: one connection that slows down at each loss' if 'limit_of_tcp' in seen else words


def start(seed, *words):
    return subprocess.Popen([sys.executable, SOURCE / 'tests' / 'link' / 'bench-link.py', f'--seed={seed}', *words],
                            stdout=subprocess.PIPE, text=True, env=os.environ)


def hear(process, heard):
    for line in process.stdout:
        if line.startswith('{'):
            heard.put(json.loads(line))
    heard.put(process.wait())


def middle_of(seen):
    """Several runs, each with its own luck: the one in the middle, and what all of them came to."""
    seen = sorted(seen, key=figure_of)
    return dict(seen[len(seen) // 2], figures=[figure_of(each) for each in seen])


def name_of(seen):
    return tuple(seen.get(key) for key in ('link', 'case', 'way'))


def gather(heard, n_processes):
    """What every seed told of each case, in the order of the links."""
    told = {}
    while n_processes:
        seen = heard.get()
        if seen == 0:
            n_processes -= 1
        elif isinstance(seen, int):
            sys.exit('bench-link.py failed')
        else:
            print(json.dumps(seen, ensure_ascii=False), file=sys.stderr, flush=True)
            if 'seconds' in seen:
                told.setdefault(name_of(seen), []).append(seen)
    return sorted(told.values(), key=lambda rows: rows[0]['place'])


def measure_link():
    """All seeds of all links beside each other: each is nearly always waiting for its own link. What is prepared meanwhile
    goes behind what is measured, and each link counts how often it came late."""
    heard = queue.Queue()
    processes = [start(seed, *words) for seed in SEEDS for words in GROUPS]
    for process in processes:
        threading.Thread(target=hear, args=(process, heard), daemon=True).start()
    for rows in gather(heard, len(processes)):
        yield row_of(middle_of(rows))
