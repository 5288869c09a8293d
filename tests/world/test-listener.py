# test-listener.py - the ports that tests open: who comes is served, and by nobody once they are closed
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import pathlib
import socket
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ['KTG_SOURCE_DIR']) / 'tests' / 'support'))

from listener import Listener  # noqa: E402
from processes import main  # noqa: E402


class Answering:
    """Says its name to whoever comes."""

    def __init__(self, name):
        self.name = name
        self.listener = Listener(self.serve)

    def serve(self, near):
        with near:
            near.sendall(self.name)


def hear(port):
    with socket.create_connection(('127.0.0.1', port)) as far:
        return far.recv(16)


class Listeners(unittest.TestCase):
    def test_whoever_comes_is_served(self):
        door = Answering(b'first')
        self.assertEqual([hear(door.listener.port), hear(door.listener.port)], [b'first', b'first'])
        door.listener.close()

    def test_nobody_waits_in_one_that_is_closed(self):
        closed = Answering(b'first')
        number = closed.listener.socket.fileno()
        closed.listener.close()
        self.assertFalse(closed.listener.thread.is_alive())
        with self.assertRaises(OSError):
            hear(closed.listener.port)

        after = Answering(b'second')
        self.assertEqual(after.listener.socket.fileno(), number)
        self.assertEqual(hear(after.listener.port), b'second')
        after.listener.close()

    def test_one_is_closed_twice_without_harm(self):
        door = Answering(b'first')
        door.listener.close()
        door.listener.close()


main()
