# rows_list.py - a list of 10,000 reports and 40,000 files on a laptop with little memory: its start, scrolling, a key in its search
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import json
import os
import pathlib
import subprocess

from measure import APP, TOOLS, Painted, median, private_place, screen, wait
from rows_device import install, make_profile, photo_for_floor
from table import Row

N_REPORTS = 10_000
N_PHOTOS = 4
GROUP_MIB = 512
N_RUNS = 3
SETTLED_MS = 12_000
# Where the memory of a group of processes is limited, in the kernel's newer and older hierarchy.
HIERARCHIES = (('cgroup.controllers', pathlib.Path('/sys/fs/cgroup'), 'memory.max', 'memory.peak'),
               ('memory.limit_in_bytes', pathlib.Path('/sys/fs/cgroup/memory'), 'memory.limit_in_bytes', 'memory.max_usage_in_bytes'))


class Group:
    """Processes that together may hold so much memory, what they have read of the disk included."""

    def __init__(self, folder, limit, peak):
        self.folder, self.peak = folder, peak
        (folder / limit).write_text(str(GROUP_MIB * 1024 * 1024))

    def join(self):
        (self.folder / 'cgroup.procs').write_text(str(os.getpid()))

    def peak_mib(self):
        return int((self.folder / self.peak).read_text()) / 2**20


@contextlib.contextmanager
def memory_group():
    for mark, root, limit, peak in HIERARCHIES:
        if not (root / mark).exists():
            continue
        folder = root / f'ktg-bench-{os.getpid()}'
        folder.mkdir()
        try:
            yield Group(folder, limit, peak)
        finally:
            folder.rmdir()
        return
    raise AssertionError('the memory of a group of processes cannot be limited here: this part wants root')


def play(words, environment, group):
    """What the list's frames and the search's letters took."""
    near, far = os.pipe()
    environment = dict(environment, LD_PRELOAD=str(TOOLS / 'libplayed-list.so'), PLAYED_LIST_FD=str(far))
    process = subprocess.Popen([str(word) for word in words], env=environment, pass_fds=[far], preexec_fn=group.join,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    os.close(far)
    with os.fdopen(near) as reader:
        line = reader.readline()
    _, complaints = process.communicate(timeout=60)
    assert line and process.returncode == 0, f'{words[0]}: exit {process.returncode}: {complaints[-2000:]}'
    return json.loads(line)


def slowest_percent(numbers):
    return sorted(numbers)[len(numbers) * 99 // 100]


def measure_playing(floor_words, app_words, shown, group):
    """Each in turn, so that whatever else the machine does meets both."""
    floors, apps = [], []
    for _ in range(N_RUNS):
        floors.append(play(floor_words, shown, group))
        apps.append(play(app_words, shown, group))
    assert {seen['rows'] for seen in floors + apps} == {1000, N_REPORTS}
    for key, field, what in (('list-frame', 'frames_us', 'a frame’s work'), ('list-interval', 'intervals_us', 'from frame to frame')):
        ours, its = (median(slowest_percent(seen[field]) for seen in runs) / 1000 for runs in (apps, floors))
        halves = [median(median(seen[field]) for seen in runs) / 1000 for runs in (apps, floors)]
        yield Row(key, f'scrolling, two rows a frame; {what}, 99 % under', ours / its, '≤ 2 ×',
                  f'{ours:.1f} ms (half under {halves[0]:.1f})', f'{its:.1f} ms (half under {halves[1]:.1f}): a list of 1,000 lines of text',
                  ours <= 2 * its)
    letters = [letter / 1000 for seen in apps for letter in seen['keys_us']]
    yield Row('list-letter', 'a letter typed in the search, until the last row it changed is drawn', max(letters) / 50, '≤ 50 ms',
              f'half under {median(letters):.0f} ms, the slowest {max(letters):.0f} ms (of {len(letters)})', 'the goal itself', max(letters) <= 50)


def measure_start(app_words, floor_words, shown, group):
    times = {'floor': [], 'app': []}
    memories = []
    for _ in range(2 * N_RUNS + 1):
        for name, words in (('floor', floor_words), ('app', app_words)):
            program = Painted(words, shown, SETTLED_MS if name == 'app' and len(memories) < N_RUNS else 1200, before=group.join)
            if name == 'app' and len(memories) < N_RUNS:
                wait(SETTLED_MS / 2000)
                memories.append(program.memory())
            program.finish()
            times[name].append(program.first_frame_ms)
    ours, its = (median(times[name][1:]) for name in ('app', 'floor'))
    yield Row('list-start', 'start to first frame, warm', ours / its, '≤ 1.2 ×', f'{ours:.0f} ms', f'{its:.0f} ms: a list of 1,000 lines and a photo',
              ours <= 1.2 * its)
    yield Row('list-memory', 'resident memory, steady', median(memory.rss_mib for memory in memories) / GROUP_MIB, None,
              f'{median(memory.rss_mib for memory in memories):.1f} MiB, at its peak {max(memory.peak_mib for memory in memories):.1f}',
              f'{GROUP_MIB} MiB: the group', None)


def measure_list():
    with private_place('ktg-bench-list-') as (folder, environment), memory_group() as group:
        install(folder, environment)
        photo_for_floor(folder)
        made = make_profile(folder, f'--reports={N_REPORTS}', f'--pictured={N_REPORTS}', f'--photos={N_PHOTOS}', '--photo-bytes=1', '--alike')
        assert len(made['files']) == 2 * N_REPORTS * N_PHOTOS  # each with its preview
        app_words, floor_words = [APP, '--profile', folder / 'profile'], [TOOLS / 'floor-list', folder / 'photo.jpg']
        with screen(environment) as shown:
            rows = [*measure_start(app_words, floor_words, shown, group), *measure_playing(floor_words, app_words, shown, group)]
        for row in rows:
            row.what = f'app, {N_REPORTS:,} reports, {N_REPORTS * N_PHOTOS:,} files, {GROUP_MIB} MiB: {row.what}'
            yield row
        yield Row('list-group', 'the same: the most that the group held, what was read of the disk included', group.peak_mib() / GROUP_MIB, '≤ 1',
                  f'{group.peak_mib():.0f} MiB', f'{GROUP_MIB} MiB: what it may', group.peak_mib() <= GROUP_MIB)
