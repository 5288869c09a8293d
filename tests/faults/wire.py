# wire.py - the wire between a device and its server: counts every byte, and breaks at the one it is told
#
# SPDX-License-Identifier: GPL-3.0-or-later

import collections
import fcntl
import pathlib
import select
import socket
import struct
import sys
import termios
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))

from listener import Listener  # noqa: E402

READ_BYTES = 65536
PATIENCE_S = 30

# Of connection number `connection` (from 0, since the wire was armed), `n_bytes` of one direction ("up": from the device)
# pass; then, once the program at that end has read them, `how`: "reset" both ends, "close" both in order, or "stall":
# nothing moves any more and both stay open. With `stays_down` every later connection is reset until the wire is healed.
Break = collections.namedtuple('Break', 'direction n_bytes how connection stays_down', defaults=['reset', 0, False])


def reset(end):
    """The other side hears RST, not an orderly end."""
    try:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    except OSError:
        pass
    end.close()


def hex_address(address):
    host, port = address
    return f'{struct.unpack("=I", socket.inet_aton(host))[0]:08X}:{port:04X}'


def has_unread(end):
    """Whether what was sent to the program at the other side still waits: in our buffer, or in its own."""
    if struct.unpack('i', fcntl.ioctl(end.fileno(), termios.TIOCOUTQ, b'\0\0\0\0'))[0] > 0:
        return True
    pair = f' {hex_address(end.getpeername())} {hex_address(end.getsockname())} '
    table = pathlib.Path('/proc/net/tcp').read_text()
    at = table.find(pair)
    return at >= 0 and not table[at + len(pair):].split(maxsplit=2)[1].endswith(':00000000')


def wait_until_read(end):
    limit = time.monotonic() + PATIENCE_S
    try:
        while has_unread(end) and time.monotonic() < limit:
            threading.Event().wait(0.002)
    except OSError:
        pass  # it closed, which is as good


class Connection:
    """One connection of a device, its twin to the server, and what passed."""

    def __init__(self, wire, near, far, fault):
        self.wire = wire
        self.near, self.far = near, far
        self.fault = fault
        self.passed = {'up': 0, 'down': 0}

    def run(self):
        try:
            self.pump()
        except OSError:
            self.end(reset)

    def end(self, how):
        for one in (self.near, self.far):
            how(one)

    def pump(self):
        ways = {self.near: ('up', self.far), self.far: ('down', self.near)}
        if self.fault and self.fault.direction == 'up' and self.is_met('up'):
            return self.break_off()
        while ways:
            for source in select.select(list(ways), [], [])[0]:
                direction, target = ways[source]
                if self.passes_on(source, direction, target):
                    continue
                if self.fault and self.is_met(direction):
                    return self.break_off()
                del ways[source]
                target.shutdown(socket.SHUT_WR)
        self.end(socket.socket.close)

    def is_met(self, direction):
        return direction == self.fault.direction and self.passed[direction] == self.fault.n_bytes

    def passes_on(self, source, direction, target):
        """False where this direction ends, or breaks."""
        piece = source.recv(READ_BYTES)
        if self.fault and self.fault.direction == direction:
            piece = piece[:self.fault.n_bytes - self.passed[direction]]
        target.sendall(piece)
        self.passed[direction] += len(piece)
        return len(piece) > 0 and not (self.fault and self.is_met(direction))

    def break_off(self):
        wait_until_read(self.far if self.fault.direction == 'up' else self.near)
        self.wire.note_broken(self.fault)
        if self.fault.how == 'stall':
            self.wire.stalled.append(self)
        else:
            self.end(reset if self.fault.how == 'reset' else socket.socket.close)


class Wire:
    """A TCP proxy on a port of its own, before whichever server is there at the moment."""

    def __init__(self):
        self.target_port = None
        self.broken = threading.Event()  # all that it was armed with
        self.was_broken = False  # the same, and remembered after it was healed
        self.stalled = []
        self.arm()
        self.listener = Listener(self.serve)
        self.port = self.listener.port

    @property
    def url(self):
        return f'http://127.0.0.1:{self.port}'

    def arm(self, *faults):
        """Connections are counted from here."""
        self.broken.clear()
        self.is_down = False
        self.connections = []
        self.faults = {fault.connection: fault for fault in faults}
        self.n_left = len(faults)

    def heal(self):
        """What stalls goes on stalling: it is another connection that is well."""
        self.arm()

    def let_go(self):
        """The end of what stalls."""
        while self.stalled:
            self.stalled.pop().end(reset)

    def note_broken(self, fault):
        self.is_down = fault.stays_down
        self.n_left -= 1
        if self.n_left == 0:
            self.was_broken = True
            self.broken.set()

    def serve(self, near):
        try:
            far = None if self.is_down else socket.create_connection(('127.0.0.1', self.target_port))
        except OSError:
            far = None
        if far is None:
            reset(near)
            return
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = Connection(self, near, far, self.faults.get(len(self.connections)))
        self.connections.append(connection)
        threading.Thread(target=connection.run, daemon=True).start()

    def close(self):
        self.let_go()
        self.listener.close()
