# test-wire.py - the wire breaks at every byte, stalls, and lies; what was filed arrives, once, whole, and nobody says so before
#
# SPDX-License-Identifier: GPL-3.0-or-later

from lab import IS_TORTURE, Folder, spread
from lab_wire import STUCK, Crew, Problem, WireTap, fast_clock
from wire import Break


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
    status, said = post.sync(fast_clock())
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
    return post.look(*post.sync(is_stopped_at_the_break=True)) + heal_and_judge(post)


def cut_once(post, offset):
    """The link is there again at once, so the same program may go on. Its clock is fast, for short pauses."""
    post.wire.arm(Break(*offset))
    return post.look(*post.sync(fast_clock())) + heal_and_judge(post)


def cut_again(post, offset):
    """A second break, of the connection that asks where to go on and does."""
    post.wire.arm(first_break(post), Break(*offset, connection=1, stays_down=True))
    return post.look(*post.sync(fast_clock(), is_stopped_at_the_break=True)) + heal_and_judge(post)


def check_resets(tap, crew, sentence, run, cases):
    crew.met = []
    problems = crew.play_all(run, cases)
    if len(crew.met) < len(cases) * 0.98:  # sizes differ by a few bytes
        problems.append(Problem(STUCK, f'only {len(crew.met)} of {len(cases)} breaks happened'))
    numbers = {f'offsets {direction}': sum(case[0] == direction for case in crew.met) for direction in ('up', 'down')}
    tap.check_kinds(sentence, problems, **numbers)


def test_resets(tap, crew):
    first, second = offsets(count_bytes(crew, play_clean)), offsets(count_bytes(crew, play_resumed))
    check_resets(tap, crew, 'reset at any byte of texts, preview and original, and the link is gone', cut_for_good,
                 first if IS_TORTURE else spread(first, 32))
    check_resets(tap, crew, 'reset at any byte, and the link is there again', cut_once,
                 spread(first, len(first) // 4 if IS_TORTURE else 12))
    check_resets(tap, crew, 'reset again at any byte of asking for the offset and going on', cut_again,
                 second if IS_TORTURE else spread(second, 16))


def main():
    tap = WireTap('wire')
    with Folder() as scratch:
        crew = Crew(scratch)
        test_resets(tap, crew)
        crew.close()
    tap.end()


main()
