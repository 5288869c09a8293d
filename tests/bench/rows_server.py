# rows_server.py - what the centre takes in, beside what SQLite and the disk can do at best
#
# SPDX-License-Identifier: GPL-3.0-or-later

import subprocess

from many_reports import add_reports
from measure import BUILD, TOOLS, call_json, private_place
from table import Row

SERVER = BUILD / 'src' / 'server' / 'kentongan-server'
SECONDS = 3
MEMORY_MB = 60
LISTED = 50000
LISTED_FILES = 4
LIST_MEMORY_MB = 48
LIST_WAIT = 3
# What it says of a scene → how the page says it, and the share of the limit to reach.
RATES = {'reports, one an exchange': ('reports of 4 KB, signed, each durable, one a request', 0.36),
         'reports, eight an exchange': ('the same, eight a request', 0.36),
         'photos of 1 MB': ('photos of 1 MB, each hashed and durable', 0.62)}


def rate_row(seen, limit):
    what, goal = RATES[seen['what']]
    ratio = seen['per_s'] / limit['per_s']
    return Row(f'server-{seen["what"]}-{seen["connections"]}', f'{what}, {seen["connections"]} connections', ratio, f'≥ {goal}',
               f'{seen["per_s"]:,.0f}/s (half under {seen["p50_ms"]:.0f} ms, 99 % under {seen["p99_ms"]:.0f} ms; '
               f'{seen["server_cpu_us"]:.0f} µs of processor each)',
               f'{limit["per_s"]:,.0f}/s: {limit["what"]}', ratio >= goal)


def memory_row(seen):
    ours = seen['peak_rss_mb']
    return Row('server-memory', f'server, most memory held, {seen["connections"]} uploads at once', ours / MEMORY_MB,
               f'≤ {MEMORY_MB} MB', f'{ours:.1f} MB', 'the goal itself', ours <= MEMORY_MB)


def list_rows(seen):
    said = f'`list --json` of {LISTED:,} reports × {LISTED_FILES} files'
    memory, waits = seen['peak_rss_mb'], seen['p95_ms'] / seen['alone_p95_ms']
    yield Row('server-list-memory', f'{said}: server, most memory held', memory / LIST_MEMORY_MB, f'≤ {LIST_MEMORY_MB} MB',
              f'{memory:.1f} MB; a list takes {seen["list_s"]:.2f} s', 'the goal itself', memory <= LIST_MEMORY_MB)
    yield Row('server-list-wait', f'{said}, one after the other: what a device waits for its report, 95 %', waits, f'≤ {LIST_WAIT}',
              f'{seen["p95_ms"]:.1f} ms, at most {seen["max_ms"]:.0f} ms ({seen["per_s"]:.0f}/s)',
              f'{seen["alone_p95_ms"]:.1f} ms: the same devices alone ({seen["alone_per_s"]:.0f}/s)', waits <= LIST_WAIT)


def measure_list(folder, environment):
    data = folder / 'many'
    subprocess.run([SERVER, '--data', data, 'code', '--name', 'Siti', '--role', 'officer', '--region', '34.71.04'],
                   stdout=subprocess.DEVNULL, env=environment, check=True)
    add_reports(data, LISTED, LISTED_FILES)
    for seen in call_json(TOOLS / 'bench-server', SERVER, SECONDS, 'list', data, env=environment):
        assert seen['refused'] == 0 and seen['listed'] == LISTED + seen['held'] > LISTED, seen
        yield from list_rows(seen)


def measure_server():
    with private_place('ktg-bench-server-') as (folder, environment):
        limit = None
        for seen in call_json(TOOLS / 'bench-server', SERVER, SECONDS, env=dict(environment, TMPDIR=str(folder))):
            if 'connections' not in seen:
                limit = seen
                continue
            assert seen['refused'] == 0 and seen['held'] >= seen['answered'] > 0, seen
            if seen['connections'] == 256:
                yield memory_row(seen)
            yield rate_row(seen, limit)
        yield from measure_list(folder, environment)
