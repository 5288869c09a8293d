# listener.py - a port of this machine, whose visitors are served until it is closed
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import socket
import threading


class Listener:
    """Hands each connection to @serve, in the order in which they come, on a thread of its own."""

    def __init__(self, serve):
        self.serve = serve
        self.socket = socket.create_server(('127.0.0.1', 0), backlog=256)
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.accept, daemon=True)
        self.thread.start()

    def accept(self):
        while True:
            try:
                near, _ = self.socket.accept()
            except OSError:
                return
            self.serve(near)

    def close(self):
        """Nobody waits in it afterwards: a call that the kernel starts anew would take what has its number by then."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.thread.join()
        self.socket.close()


def on_thread(serve):
    """@serve, in a thread for each connection."""
    return lambda near: threading.Thread(target=serve, args=(near,), daemon=True).start()
