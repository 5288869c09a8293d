# ports.py - ports for the servers of tests
#
# SPDX-License-Identifier: GPL-3.0-or-later

import random
import socket

# Below those that the kernel gives to outgoing connections: a server that starts again finds its port free.
FIRST, LAST = 20000, 32000


def free_port():
    while True:
        port = random.SystemRandom().randint(FIRST, LAST)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(('127.0.0.1', port))
            except OSError:
                continue
        return port
