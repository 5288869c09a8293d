# test-wire.py - the wire breaks at every byte, stalls, and lies; what was filed arrives, once, whole, and nobody says so before
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-wire.py [CHECK...]; prints TAP, of all checks or of those named.

import random
import signal
import sys
import time

from collecting_proxy import CollectingProxy
from lab import IS_TORTURE, SEED, Folder, spread
from lab_wire import FALSE, FAST, STUCK, Crew, Post, Problem, WireTap, fast_clock
from lies import LIES, SPOILT_HEADS, SPOILT_REQUESTS, answer, ask_another, be_one_late, double
from middleman import Middleman, tell_the_truth
from processes import ENVIRONMENT, Link, Server
from wire import PATIENCE_S, Break
from wrong_clock import at_clock

# Of the original, after the exchange, the preview and the first half of it: there the link breaks the first time.
LEFT_OF_THE_ORIGINAL = 300


def count_bytes(crew, play):
    """How many bytes each direction of the connection that @play gives moves, at most, without a break there."""
    moved = {'up': 0, 'down': 0}
    for post in crew.all:
        post.begin()
        connection = play(post)
        for direction in moved:
            moved[direction] = max(moved[direction], connection.passed[direction])
        post.end()
    return moved


def play_clean(post):
    status, said = post.sync()
    assert status == 0 and not post.judge_level(status, said) and len(post.wire.connections) == 1
    post.middle_of_the_original = post.wire.connections[0].passed['up'] - LEFT_OF_THE_ORIGINAL
    return post.wire.connections[0]


def first_break(post):
    return Break('up', post.middle_of_the_original)


def play_resumed(post):
    """The second connection asks for the offset and goes on."""
    post.wire.arm(first_break(post))
    status, said = post.sync()
    assert status == 0 and not post.judge_level(status, said) and len(post.wire.connections) == 2
    return post.wire.connections[1]


def offsets(moved):
    return [(direction, n_bytes) for direction in moved for n_bytes in range(moved[direction] + 1)]


def heal_and_judge(post):
    post.wire.heal()
    return post.judge_level(*post.sync())


def cut_for_good(post, offset):
    """After the break there is no link, and the device is told to end."""
    post.wire.arm(Break(*offset, stays_down=True))
    return post.look(*post.sync(stop_by=signal.SIGTERM)) + heal_and_judge(post)


def cut_once(post, offset):
    """The link is there again at once, so the same program may go on. Its clock is fast, for short pauses."""
    post.wire.arm(Break(*offset))
    return post.look(*post.sync(fast_clock())) + heal_and_judge(post)


def cut_again(post, offset):
    """A second break, of the connection that asks where to go on and does."""
    post.wire.arm(first_break(post), Break(*offset, connection=1, stays_down=True))
    return post.look(*post.sync(fast_clock(), stop_by=signal.SIGTERM)) + heal_and_judge(post)


def with_most_met(crew, problems, cases):
    """Sizes differ by a few bytes, and a machine that stands still for seconds is a break of its own; but no more than that."""
    met = f'only {len(crew.met)} of {len(cases)} happened'
    return problems + ([Problem(STUCK, met)] if len(crew.met) < len(cases) / 2 else [])


def check_breaks(tap, crew, sentence, run, cases, what='resets'):
    random.Random(SEED).shuffle(cases)  # so that a part of a run is an even sample
    problems = with_most_met(crew, crew.play_all(run, cases), cases)
    numbers = {f'{what} {direction}': sum(case[0] == direction for case in crew.met) for direction in ('up', 'down')}
    tap.check_kinds(sentence, problems, **numbers)


def test_resets(tap, crew, _):
    cases = offsets(count_bytes(crew, play_clean))
    check_breaks(tap, crew, 'reset at any byte of texts, preview and original, and the link is gone', cut_for_good,
                 cases if IS_TORTURE else spread(cases, 20))


def test_short_resets(tap, crew, _):
    cases = offsets(count_bytes(crew, play_clean))
    check_breaks(tap, crew, 'reset at any byte, and the link is there again', cut_once,
                 spread(cases, len(cases) // 4 if IS_TORTURE else 12))


def test_second_resets(tap, crew, _):
    count_bytes(crew, play_clean)
    cases = offsets(count_bytes(crew, play_resumed))
    check_breaks(tap, crew, 'reset again at any byte of asking for the offset and going on', cut_again,
                 cases if IS_TORTURE else spread(cases, 16))


# --- stalls and half-open connections ---

IDLE_S = 60  # the engine's own limit, src/sync/ktg-http-session.c


def stall(post, offset):
    """Nothing moves any more. The device ends it by its own limit, and goes on by itself or at the next sync."""
    post.wire.arm(Break(*offset, how='stall'))
    begun = time.monotonic()
    status, said = post.sync(fast_clock(), within_s=PATIENCE_S * 3 / 2)
    elapsed_s = time.monotonic() - begun
    problems = post.look(status, said)
    if not IDLE_S / FAST * 0.9 < elapsed_s < PATIENCE_S:
        problems.append(Problem(STUCK, f'it was over in {elapsed_s:.1f} s; {FAST} times as long for the device'))
    return problems + heal_and_judge(post)


def die_in_the_middle(post, offset):
    """The device is gone and the server does not hear of it: the old connection stays. The next does not wait for that."""
    post.wire.arm(Break(*offset, how='stall'))
    post.sync(stop_by=signal.SIGKILL)
    begun = time.monotonic()
    problems = heal_and_judge(post)
    if time.monotonic() - begun > PATIENCE_S:
        problems.append(Problem(STUCK, f'the next one took {time.monotonic() - begun:.0f} s'))
    return problems


def inner_offsets(crew):
    moved = count_bytes(crew, play_clean)
    return [offset for offset in offsets(moved) if 0 < offset[1] < moved[offset[0]]]


def test_stalls(tap, crew, _):
    check_breaks(tap, crew, 'nothing moves any more, and the device gives up by itself', stall,
                 spread(inner_offsets(crew), 120 if IS_TORTURE else 6), 'stalls')


def test_half_open(tap, crew, _):
    check_breaks(tap, crew, 'a half-open connection, and the next request takes over', die_in_the_middle,
                 spread(inner_offsets(crew), 240 if IS_TORTURE else 8), 'half-open')


# --- lies ---

REQUESTS = 5  # the texts, the preview, half of the original, where it goes on, the rest


def lie(post, case):
    """At one of the five requests, once or from there on; then the truth."""
    name, at, lies_on = case
    told = {**LIES, **SPOILT_HEADS, **SPOILT_REQUESTS, **post.more_lies}[name]
    middleman = Middleman(post.server.port, told, at, lies_on)
    post.wire.target_port = middleman.port
    post.wire.arm(first_break(post))
    problems = post.look(*post.sync(fast_clock()))
    post.wire.was_broken = middleman.n_lies > 0
    middleman.lie = tell_the_truth
    problems += heal_and_judge(post)
    middleman.close()
    return problems


def arrive_all_the_same(post, lie_for_ever):
    """What can be seen through at once: the same program goes on, and all arrives."""
    middleman = Middleman(post.server.port, lie_for_ever, lies_on=True)
    post.wire.target_port = middleman.port
    problems = post.judge_level(*post.sync())
    middleman.close()
    return problems


def choose_lies(names):
    """In CI each lie at one request, a spoilt head at the texts; in torture at each of them, once and for ever."""
    if not IS_TORTURE:
        return [(name, number % REQUESTS, number % 2 == 0) for number, name in enumerate(names)] \
            + [(name, 0, False) for name in SPOILT_HEADS] \
            + [(name, number % REQUESTS, False) for number, name in enumerate(SPOILT_REQUESTS)]
    return [(name, at, lies_on) for name in names for at in range(REQUESTS) for lies_on in (False, True)] \
        + [(name, at, False) for name in {**SPOILT_HEADS, **SPOILT_REQUESTS} for at in range(REQUESTS)]


def test_lies(tap, crew, scratch):
    other = Server(scratch).start()
    try:
        for post in crew.all:
            post.more_lies = {'another server': ask_another(other.port)}
        count_bytes(crew, play_clean)
        cases = choose_lies([*LIES, 'another server'])
        problems = with_most_met(crew, crew.play_all(lie, cases), cases)
        if other.list():
            problems.append(Problem(FALSE, 'the other server was given something'))
    finally:
        other.stop()
    tap.check_kinds('somebody on the way lies, and is not believed', problems, lies=len(crew.met))
    tap.check_kinds('answers come twice, or one late, and all arrives', crew.play_all(arrive_all_the_same, [double, be_one_late]),
                    lies=2)


# --- a server that has too much to do, for an hour ---


def wait_an_hour(post, how):
    """The device's clock goes on by ten minutes from one try to the next; the real hour is none."""
    status, *fields = how
    middleman = Middleman(post.server.port, answer(status, *fields), lies_on=True)
    post.wire.target_port = middleman.port
    problems = []
    for minutes in range(0, 70, 10):
        problems += post.look(*post.sync(at_clock(ENVIRONMENT, f'+{minutes}m')))
    if middleman.n_requests > 7:
        problems.append(Problem(STUCK, f'{middleman.n_requests} requests in seven tries'))
    middleman.lie = tell_the_truth
    problems += post.judge_level(*post.sync(at_clock(ENVIRONMENT, '+70m')))
    middleman.close()
    return problems


def test_busy(tap, crew, _):
    cases = [('503 Service Unavailable', 'Retry-After: 600'), ('503 Service Unavailable',),
             ('429 Too Many Requests', 'Retry-After: 600'), ('429 Too Many Requests', 'Retry-After: Wed, 25 Nov 2026 03:00:00 GMT')]
    tap.check_kinds('too much to do for an hour', crew.play_all(wait_an_hour, cases), busy=len(cases))


# --- a proxy that collects ---

PHOTO = (1750, 1280)
CUTS_BYTES = (300_000, 500_000, 200_000, 700_000, None)  # None: there is only the limit of 1 MB


def arrive_in_pieces(post, nginx, link, bytes_per_cut):
    """Within as many tries as a patient person makes."""
    link.cut_every_bytes = bytes_per_cut
    link.since_cut = link.up = link.cuts = 0
    for tries in range(1, 6):
        status, said = post.sync()
        problems = post.look(status, said)
        if problems or status == 0:
            break
    print(f'# {link.up} bytes, {link.cuts} cuts, {tries} tries, {nginx.count("PATCH", 413)} times 413')
    return problems + post.judge_level(status, said)


def play_behind_nginx(post, folder, bytes_per_cut):
    """The device's wire leads to a link that is cut, the link to nginx, and nginx to the server."""
    post.begin()
    nginx = CollectingProxy(folder, post.server.port)
    link = Link(nginx.port)
    post.wire.target_port = link.port
    try:
        return arrive_in_pieces(post, nginx, link, bytes_per_cut), link.cuts
    finally:
        link.close()
        nginx.stop()
        post.end()


def test_nginx(tap, _, scratch):
    post = Post(scratch / 'large', PHOTO, quality=95)
    played = [play_behind_nginx(post, scratch / f'nginx-{number}', bytes_per_cut)
              for number, bytes_per_cut in enumerate(CUTS_BYTES if IS_TORTURE else CUTS_BYTES[:1])]
    tap.check_kinds('a photo of 2 MB arrives behind nginx with its defaults, over a link that is cut',
                    [problem for problems, _ in played for problem in problems], cuts=sum(cuts for _, cuts in played))
    post.wire.close()


CHECKS = {
    'resets': test_resets,
    'short-resets': test_short_resets,
    'second-resets': test_second_resets,
    'stalls': test_stalls,
    'half-open': test_half_open,
    'lies': test_lies,
    'busy': test_busy,
    'nginx': test_nginx,
}


def main():
    tap = WireTap('wire')
    with Folder() as scratch:
        crew = Crew(scratch)
        try:
            for name in sys.argv[1:] or CHECKS:
                CHECKS[name](tap, crew, scratch)
        finally:
            crew.close()
    tap.end()
    sys.exit(tap.failed > 0)


main()
