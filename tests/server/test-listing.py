# test-listing.py - long answers, and readers that are slow, stand still, go away or cannot write
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-listing.py SERVER SUPPORT_FOLDER; prints TAP.

import contextlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

SERVER = sys.argv[1]
sys.path.insert(0, sys.argv[2])

from many_reports import add_reports  # noqa: E402

# What was given back is to be free at once, also where the sanitizer would hold it to look for late uses: memory is measured.
os.environ['ASAN_OPTIONS'] = 'quarantine_size_mb=0:thread_local_quarantine_size_kb=0'

HANG_S = 90
REPORTS = 12000
FILES = 2
MANY_REPORTS = 60000
READERS = 12
# A page, its text and what the allocator keeps of them; the whole list is 40 times a page.
PAGES_BYTES = 6_000_000
CODE = ['code', '--name', 'Siti', '--role', 'officer', '--region', '34.71.04']


def words_for(folder, words):
    return [SERVER, '--data', str(folder), *words]


def ask(folder, *words, status=0, **options):
    options.setdefault('stdout', subprocess.PIPE)
    done = subprocess.run(words_for(folder, words), stderr=subprocess.PIPE, text=True, timeout=HANG_S, **options)
    assert done.returncode == status, (words, done.returncode, done.stderr)
    return done


def begin(folder, *words):
    return subprocess.Popen(words_for(folder, words), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@contextlib.contextmanager
def served(folder):
    with tempfile.TemporaryDirectory(prefix='ktg-') as place:
        server = subprocess.Popen(words_for(folder, ['serve', '--listen', f'unix:{place}/http.sock']), stdout=subprocess.PIPE)
        try:
            assert server.stdout.readline().startswith(b'listening on')
            yield server
        finally:
            if server.poll() is None:
                server.send_signal(signal.SIGTERM)
                assert server.wait(HANG_S) == 0
            server.stdout.close()


def status_of(process, name):
    for line in pathlib.Path(f'/proc/{process.pid}/status').read_text().splitlines():
        if line.startswith(name + ':'):
            return int(line.split()[1])
    raise AssertionError(name)


def peak_bytes(process):
    return status_of(process, 'VmHWM') * 1024


def wait_until(condition, what):
    end = time.monotonic() + HANG_S
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def assert_whole(text):
    reports = json.loads(text)
    ids = [report['report'] for report in reports]
    assert len(ids) == len(set(ids)) == REPORTS, (len(ids), len(set(ids)))
    assert ids == sorted(ids)
    assert all(len(report['files']) == FILES for report in reports)


def a_long_list_costs_a_server_only_a_page(folder):
    with served(folder) as server:
        before = peak_bytes(server)
        assert_whole(ask(folder, 'list', '--json').stdout)
        assert peak_bytes(server) - before < PAGES_BYTES, (before, peak_bytes(server))


def the_list_is_the_same_without_a_server(folder):
    with served(folder):
        asked = ask(folder, 'list', '--json').stdout
    assert asked == ask(folder, 'list', '--json').stdout
    assert_whole(asked)


def first_bytes_of(reader):
    """It has begun to answer; after this nobody reads."""
    begun = os.read(reader.stdout.fileno(), 1)
    assert begun == b'[', begun


def readers_that_stand_still_hold_up_nobody(folder):
    with served(folder) as server:
        before = peak_bytes(server)
        readers = [begin(folder, 'list', '--json') for _ in range(READERS)]
        for reader in readers:
            first_bytes_of(reader)
        assert ask(folder, *CODE).stdout.strip()
        assert len(ask(folder, 'list').stdout.splitlines()) == REPORTS
        assert all(reader.poll() is None for reader in readers), 'they were to stand still'
        assert peak_bytes(server) - before < READERS * 1_500_000 + PAGES_BYTES, (before, peak_bytes(server))
        server.send_signal(signal.SIGTERM)
        assert server.wait(HANG_S) == 0
        for reader in readers:
            out, err = reader.communicate(timeout=HANG_S)
            assert (reader.returncode, b'hung up' in err) == (1, True), (reader.returncode, err)
            assert not out.endswith(b']\n')


def a_reader_that_is_killed_is_let_go(folder):
    with served(folder) as server:
        idle = status_of(server, 'Threads')
        readers = [begin(folder, 'list', '--json') for _ in range(READERS)]
        for reader in readers:
            first_bytes_of(reader)
            reader.kill()
            reader.communicate()
        wait_until(lambda: status_of(server, 'Threads') <= idle + 1, 'the threads of the dead to end')
        assert len(ask(folder, 'list').stdout.splitlines()) == REPORTS


def an_answer_that_cannot_be_written_is_exit_7(folder):
    def told(*words):
        with open('/dev/full', 'w') as full:
            done = ask(folder, *words, stdout=full, status=7)
        assert 'done, but the answer could not be written' in done.stderr, done

    for context in (contextlib.nullcontext(), served(folder)):
        with context:
            told('list')
            told('list', '--json')
            told(*CODE)


def a_reader_that_has_enough_is_no_fault(folder):
    for context in (contextlib.nullcontext(), served(folder)):
        with context:
            reader = begin(folder, 'list', '--json')
            first_bytes_of(reader)
            reader.stdout.close()
            assert reader.stderr.read() == b''
            reader.stderr.close()
            assert reader.wait(HANG_S) == 7, reader.returncode


def an_author_of_many_reports_holds_up_no_start(folder):
    with tempfile.TemporaryDirectory(prefix='ktg-') as place:
        crowded = pathlib.Path(place) / 'data'
        ask(crowded, *CODE)
        add_reports(crowded, MANY_REPORTS, 0)
        ask(crowded, 'codes')


TESTS = [a_long_list_costs_a_server_only_a_page, the_list_is_the_same_without_a_server,
         readers_that_stand_still_hold_up_nobody, a_reader_that_is_killed_is_let_go,
         an_answer_that_cannot_be_written_is_exit_7, a_reader_that_has_enough_is_no_fault,
         an_author_of_many_reports_holds_up_no_start]


def main():
    print(f'1..{len(TESTS)}')
    with tempfile.TemporaryDirectory(prefix='ktg-') as place:
        folder = pathlib.Path(place) / 'data'
        ask(folder, *CODE)
        add_reports(folder, REPORTS, FILES)
        for number, test in enumerate(TESTS, 1):
            name = test.__name__.replace('_', '-')
            try:
                test(folder)
                print(f'ok {number} - {name}', flush=True)
            except AssertionError as error:
                print(f'not ok {number} - {name}\n# {error}', flush=True)


main()
