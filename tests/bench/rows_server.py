# rows_server.py - what the centre takes in, beside what SQLite and the disk can do at best
#
# SPDX-License-Identifier: GPL-3.0-or-later

from measure import BUILD, TOOLS, call_json, private_place
from table import Row

SERVER = BUILD / 'src' / 'server' / 'kentongan-server'
SECONDS = 3
MEMORY_MB = 60
# What it says of a scene → how the page says it, and the share of the limit to reach.
RATES = {'reports, one an exchange': ('reports of 4 KB, signed, each durable, one a request', 0.35),
         'reports, eight an exchange': ('the same, eight a request', 0.35),
         'photos of 1 MB': ('photos of 1 MB, each hashed and durable', 0.5)}


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
