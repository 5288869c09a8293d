# test-stop.py - a server that is told to end, ends in order, however early it is told
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-stop.py SERVER; prints TAP.

import fcntl
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

SERVER = sys.argv[1]
HANG_S = 60


def make_full_pipe():
    """A pipe that takes no byte more until somebody reads."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETFL, os.O_NONBLOCK)
    try:
        while True:
            os.write(writing, b'.' * 512)
    except BlockingIOError:
        fcntl.fcntl(writing, fcntl.F_SETFL, 0)
    return reading, writing


def wait_until_served(path):
    end = time.monotonic() + HANG_S
    while time.monotonic() < end:
        with socket.socket(socket.AF_UNIX) as caller:
            try:
                caller.connect(str(path))
                return
            except OSError:
                time.sleep(0.01)
    raise AssertionError('nobody listens')


def told_before_it_has_said_where_it_listens(folder, by):
    """It serves already, and stands still at the word that says so."""
    reading, writing = make_full_pipe()
    server = subprocess.Popen([SERVER, '--data', folder / 'data', 'serve', '--listen', f'unix:{folder}/http.sock'],
                              stdout=writing)
    os.close(writing)
    wait_until_served(folder / 'http.sock')
    server.send_signal(by)
    with open(reading, 'rb') as out:
        said = out.read().lstrip(b'.')
    status = server.wait(HANG_S)
    assert (status, said) == (0, f'listening on unix:{folder}/http.sock\n'.encode()), (status, said)


def main():
    for number, by in enumerate((signal.SIGTERM, signal.SIGINT), 1):
        with tempfile.TemporaryDirectory(prefix='ktg-') as folder:
            told_before_it_has_said_where_it_listens(pathlib.Path(folder), by)
        print(f'ok {number} - {by.name} before the first word ends it in order', flush=True)
    print('1..2')


main()
