# bench-link.py - the engine on a thin link, beside the physical limit and the ordinary ways, in one run
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: bench-link.py [--quick] [--seed=N] [WORD...]; --quick measures the first link only, a WORD those links and cases
# whose name has it. A seed says what the reports and photos are, when the first cut comes and which packets are lost.
# Prints one JSON object a line: {"case", "link", "way", "seconds", "limit", "efficiency", …}, or {…, "note"} for what this
# machine cannot measure.
#
# The limit is that of limit.py. What was sent besides is counted by what the wire spent time on.

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

SOURCE = pathlib.Path(os.environ['KTG_SOURCE_DIR'])
BUILD = pathlib.Path(os.environ['KTG_BUILD_DIR'])
sys.path[:0] = [str(SOURCE / 'tests' / name) for name in ('support', 'link', 'bench')]

import lossy_link  # noqa: E402
import ordinary_ways  # noqa: E402
from our_side import Ours  # noqa: E402

LINKS = {
    '256 kbit/s, 300 ms, cut every 20 s': dict(rate_bit_s=256_000, rtt_s=0.3, cut_every_s=20),
    '256 kbit/s, 300 ms, cut every 20 s, TLS': dict(rate_bit_s=256_000, rtt_s=0.3, cut_every_s=20, is_tls=True),
    '64 kbit/s, 600 ms, cut every 20 s': dict(rate_bit_s=64_000, rtt_s=0.6, cut_every_s=20),
    '1 Mbit/s, 100 ms': dict(rate_bit_s=1_000_000, rtt_s=0.1),
    '1 Mbit/s, 100 ms, 2 % loss, TLS': dict(rate_bit_s=1_000_000, rtt_s=0.1, loss=0.02, is_tls=True),
}
MEGABYTE = dict(width=1500, height=1100, quality=91)
SMALL = dict(width=400, height=300, quality=70)
POLL_S = 0.02
SEED = next((int(word.split('=')[1]) for word in sys.argv if word.startswith('--seed=')), 1)
IS_IN_NAMESPACE = 'KTG_IN_NAMESPACE' in os.environ


place = [0, 0]  # of the next row: which link, and the how manieth of it


def say(**row):
    print(json.dumps(dict(row, place=place)), flush=True)
    place[1] += 1


def say_ratio(case, name, way, seconds, limit, **more):
    say(case=case, link=name, way=way, seconds=round(seconds, 3), limit=round(limit, 3), efficiency=round(limit / seconds, 3), **more)


def limits(ours, must, cuts):
    """On a link that loses packets two can be named: what it carries, and what one connection makes of it."""
    more = {'limit_of_tcp': round(ours.tcp_limit(must), 2)} if ours.loss else {}
    return ours.limit(must, cuts=cuts), more


@contextlib.contextmanager
def our_side(name):
    with tempfile.TemporaryDirectory(prefix='ktg-link-') as folder, contextlib.closing(Ours(folder, options_of(name), SEED)) as ours:
        yield ours


def options_of(name):
    return dict(LINKS[name], seed=SEED)


def measure_photo(name):
    """One photo of about a megabyte, whatever its text and preview cost besides."""
    with our_side(name) as ours:
        ours.file(1, 1, MEGABYTE)
        ours.begin()
        seconds = ours.sync_until_level()
        cuts, sent = ours.link.cuts, ours.link.up.carried_bytes
        ours.assert_all_there()
        must = ours.photo_bytes + ours.text_bytes() + ours.preview_bytes()
        limit, more = limits(ours, must, cuts)
        say_ratio('one photo of 1 MB', name, 'kentongan', seconds, limit, cuts=cuts, bytes=must,
                  over_percent=round(100 * (sent - must) / must, 1), connections=ours.link.connections, runs=ours.runs, **more)


def measure_texts(name):
    with our_side(name) as ours:
        ours.file_texts(10)
        ours.begin()
        seconds = ours.sync_until_level()
        cuts, sent, told = ours.link.cuts, ours.link.up.carried_bytes, ours.link.down.carried_bytes
        ours.assert_all_there()
        must = ours.text_bytes()
        limit, more = limits(ours, must, cuts)
        if not ours.loss:
            limit += ours.tls_handshake_s()
        say_ratio('ten text reports', name, 'kentongan', seconds, limit, bytes=must, sent=sent, told=told, **more)


def count_begun(ours):
    """The bytes of files that are not whole yet; one that becomes so just now is counted nowhere."""
    n_bytes = 0
    for part in (ours.server.data / 'partial').iterdir():
        with contextlib.suppress(FileNotFoundError):
            n_bytes += part.stat().st_size
    return n_bytes


def when(ours, is_true, poll_s):
    """Asked of the server, beside the link: after how many seconds, how many cuts and how many bytes that was so, and what
    of the originals was there already, whole or in part, which nobody sent besides."""
    while not is_true(held := ours.server.list()):
        threading.Event().wait(poll_s)
    originals = sum(file['bytes'] for entry in held for file in entry['files'] if file['complete'] and not file['preview'])
    originals += count_begun(ours)
    return ours.seconds(), ours.link.cuts, ours.link.up.carried_bytes, originals


def has_previews(held):
    return all(file['complete'] for entry in held for file in entry['files'] if file['preview'])


def is_complete(held):
    return all(entry['state'] == 'complete' for entry in held)


def limit_to_arrive(ours, must, cuts):
    """The server is asked, not the device: the answer's way back is in neither."""
    return ours.limit(must, cuts=cuts) - ours.link.rtt_s / 2


def say_fifty(ours, name, what, must, seen, **more):
    seconds, cuts, sent, originals = seen
    limit = limit_to_arrive(ours, must, cuts)
    besides = sent - must - (0 if what == 'everything' else originals)
    say_ratio(f'fifty reports with four photos: {what}', name, 'kentongan', seconds, limit, cuts=cuts, bytes=must,
              over_percent=round(100 * besides / must, 1), late_percent=ours.link.late_percent(), **more)


def measure_fifty(name):
    with our_side(name) as ours:
        ours.file(50, 4, SMALL)
        ours.begin()
        with ours.syncing():
            safe = when(ours, lambda held: len(held) == len(ours.reports), POLL_S)
            seen = when(ours, has_previews, 50 * POLL_S)
            whole = when(ours, is_complete, 50 * POLL_S) if 'Mbit' in name else None
        texts, previews = ours.text_bytes(), ours.preview_bytes()
        say_fifty(ours, name, 'all texts safe', texts, safe, times_limit=round(safe[0] / limit_to_arrive(ours, texts, safe[1]), 2))
        say_fifty(ours, name, 'all previews', texts + previews, seen)
        if whole:
            ours.assert_all_there()
            say_fifty(ours, name, 'everything', texts + previews + ours.photo_bytes, whole)


def watch(ours):
    """What people are told: rows of (milliseconds, seconds left), and the whole time."""
    ours.begin()
    done = subprocess.run([BUILD / 'tests' / 'link' / 'watch-sync', ours.device.profile], capture_output=True, text=True, check=True)
    told = [[int(word) for word in line.split()] for line in done.stdout.splitlines()]
    return [(row[0], row[4]) for row in told if row[4] >= 0], told[-1][0]


def errors_at(told, whole_ms, shares):
    errors = {}
    for share in shares:
        at_ms, left_s = next(row for row in told if row[0] >= share * whole_ms)
        truly_s = (whole_ms - at_ms) / 1000
        errors[f'{share:.0%}'] = round((left_s - truly_s) / truly_s, 3)
    return errors


def measure_estimate(name, case='time left, as told of one photo of 1 MB', shares=(0.25, 0.5, 0.75), slow_at_s=None):
    """Without cuts, of which nobody can know: what people were told on the way, and what it took."""
    with our_side(name) as ours:
        ours.link.cut_every_s = None
        ours.file(1, 1, MEGABYTE)
        if slow_at_s:
            threading.Timer(slow_at_s, ours.link.slow_down, [0.5]).start()
        told, whole_ms = watch(ours)
        errors = errors_at(told, whole_ms, shares)
        limit = ours.limit(ours.photo_bytes)
        if slow_at_s:
            limit += limit - slow_at_s
        say(case=case, link=name.replace(', cut every 20 s', ''), way='kentongan', seconds=round(whole_ms / 1000, 2),
            limit=round(limit, 2), errors=errors, worst_error=max(abs(error) for error in errors.values()))


def measure_estimate_when_slower(name):
    """The rate halves after a third; the rest is told of when a dozen seconds have shown that."""
    a_third_s = 8 * 1e6 / LINKS[name]['rate_bit_s'] / 3
    measure_estimate(name, 'time left, when the rate halved after a third', (0.5, 0.75), a_third_s)


def measure_one_request_a_report(name):
    with tempfile.TemporaryDirectory(prefix='ktg-link-') as folder:
        for way, seconds, limit in ordinary_ways.send_texts(options_of(name), folder):
            say_ratio('ten text reports', name.replace(', TLS', ''), way, seconds, limit)


def measure_tus(name):
    work = ordinary_ways.ensure_tus()
    if work is None:
        say(case='one photo of 1 MB', link=name, way='tus', note='no npm on this machine')
        return

    with tempfile.TemporaryDirectory(prefix='ktg-link-') as folder:
        say_ratio('one photo of 1 MB', name.replace(', TLS', ''), 'tus',
                  **ordinary_ways.send_photo_by_tus(options_of(name), work, folder, MEGABYTE, SEED))


MEASURES = {
    'photo': measure_photo,
    'tus': measure_tus,
    'texts': measure_texts,
    'one request': measure_one_request_a_report,
    'fifty': measure_fifty,
    'estimate': measure_estimate,
    'estimate when slower': measure_estimate_when_slower,
}


def is_wanted(name, case, words):
    """The peers are measured without TLS and beside ours without it, but where ours has none: there they have the easier
    task. Time is told the same with TLS, and where packets are lost no time can be foretold so well."""
    link = LINKS[name]
    if link.get('is_tls') and (case.startswith('estimate') or ('loss' not in link and case in ('tus', 'one request'))):
        return False
    if case == 'estimate when slower' and link['rate_bit_s'] != 256_000:
        return False  # faster it is over before it could be told, and slower it takes very long
    return not words or any(word in f'{name} {case}' for word in words)


def is_possible(name):
    """A link that loses packets is measured in a namespace of its own, by this same program."""
    if ('loss' in LINKS[name]) == IS_IN_NAMESPACE:
        return True
    if IS_IN_NAMESPACE:
        return False
    why_not = lossy_link.is_possible()
    if why_not:
        say(link=name, note=why_not)
    else:
        subprocess.run([*lossy_link.enter(), __file__, *sys.argv[1:]], env=dict(os.environ, KTG_IN_NAMESPACE='1'), check=True)
    return False


def main():
    words = [word for word in sys.argv[1:] if not word.startswith('--')]
    for name in list(LINKS)[:1] if '--quick' in sys.argv else LINKS:
        cases = [case for case in MEASURES if is_wanted(name, case, words)]
        if cases and is_possible(name):
            place[:] = list(LINKS).index(name), 0
            for case in cases:
                MEASURES[case](name)


main()
