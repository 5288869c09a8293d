# slow_link.py - a thin, long, breaking link between a device and a server, in user space
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every byte of every connection passes one bottleneck a direction: `rate_bit_s`, then half of `rtt_s`. A packet is at
# most 1448 bytes and costs 52 more (TCP/IP with timestamps). A new connection waits one round trip before its first
# byte, as a handshake would. Queues are short, so the sender feels the rate; what stands in them at a cut is lost.
#
# A cut resets every connection and refuses new ones for `down_s`; the first comes at a moment that `seed` chooses.

import collections
import random
import selectors
import socket
import struct
import threading
import time

from ports import free_port

PAYLOAD = 1448
OVERHEAD = 52
QUEUE_BYTES = 16 * 1024
LATE_S = 0.01


class Direction:
    """The bottleneck of one direction: paces packets, delays them, and counts what the wire carried."""

    def __init__(self, rate_bit_s, delay_s):
        self.rate_bit_s = rate_bit_s
        self.delay_s = delay_s
        self.free_at = 0.0
        self.carried_bytes = 0  # what the wire spent time on: without what stood in the queue at a cut

    def due(self, size, now):
        """When a packet of `size` payload bytes that enters now has wholly left the other end."""
        on_wire = size + OVERHEAD
        self.carried_bytes += size
        self.free_at = max(self.free_at, now) + on_wire * 8 / self.rate_bit_s
        return self.free_at + self.delay_s


class Pipe:
    """One direction of one connection."""

    def __init__(self, source, target, direction, open_at):
        self.source = source
        self.target = target
        self.direction = direction
        self.open_at = open_at
        self.queue = collections.deque()  # (due, bytes); b'' ends it
        self.queued = 0
        self.ended = False


class SlowLink:
    def __init__(self, target_port, rate_bit_s, rtt_s, cut_every_s=None, down_s=2.0, down_rate_bit_s=None, seed=None):
        self.target_port = target_port
        self.rate_bit_s = rate_bit_s
        self.down_rate_bit_s = down_rate_bit_s or rate_bit_s
        self.rtt_s = rtt_s
        self.cut_every_s = cut_every_s
        self.down_s = down_s
        self.first_share = random.Random(seed).uniform(0.25, 1) if seed else 1.0
        self.pipes = []
        self.down_until = None
        self.selector = selectors.SelectSelector()  # epoll would round up to whole milliseconds
        self.is_running = True
        self.hurry()
        self.port = free_port()
        self.open_listener()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def open_listener(self):
        """On the same port each time: while the link is down nobody listens, and who connects is told so at once."""
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Set before listening: a connection's window comes from here.
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self.listener.bind(('127.0.0.1', self.port))
        self.listener.listen(64)
        self.listener.setblocking(False)
        self.selector.register(self.listener, selectors.EVENT_READ)

    def close_listener(self):
        self.selector.unregister(self.listener)
        self.listener.close()

    def hurry(self):
        """Fast and whole until pace(): what is prepared is not measured."""
        self.handshake_s = 0.0
        self.start_counting(Direction(1e9, 0.0), Direction(1e9, 0.0), None)

    def pace(self):
        self.handshake_s = self.rtt_s
        first_cut = time.monotonic() + self.first_share * self.cut_every_s if self.cut_every_s else None
        self.start_counting(Direction(self.rate_bit_s, self.rtt_s / 2), Direction(self.down_rate_bit_s, self.rtt_s / 2), first_cut)

    def start_counting(self, up, down, first_cut):
        self.up, self.down, self.next_cut = up, down, first_cut
        self.cuts = self.connections = 0
        self.outage_s = 0.0
        self.delivered = self.late = 0
        self.flights = []  # [direction, bytes] of the first three: what went one way before anything came the other

    def late_percent(self):
        """Of what was handed over, how much came over ten milliseconds late, since this machine was busy."""
        return round(100 * self.late / max(self.delivered, 1), 1)

    def slow_down(self, share):
        for direction in (self.up, self.down):
            direction.rate_bit_s *= share

    def start(self):
        self.thread.start()
        return self

    def stop(self):
        self.is_running = False
        self.thread.join()
        self.drop_all()
        self.listener.close()
        self.selector.close()

    def run(self):
        while self.is_running:
            now = time.monotonic()
            self.keep_cutting(now)
            wait = min([self.deliver(now)] + [pipe.open_at - now for pipe in self.pipes if pipe.open_at > now])
            self.register_sources()
            for key, _ in self.selector.select(wait):
                if key.fileobj is self.listener:
                    self.accept()
                else:
                    self.receive(key.data)

    def keep_cutting(self, now):
        if self.down_until and now >= self.down_until:
            self.down_until = None
            self.open_listener()
        if self.next_cut and now >= self.next_cut:
            self.cuts += 1
            self.outage_s += self.down_s
            self.down_until = now + self.down_s
            self.next_cut = now + self.down_s + self.cut_every_s
            self.close_listener()
            self.drop_all()

    def drop_all(self):
        now = time.monotonic()
        for pipe in self.pipes:
            for due, piece in pipe.queue:
                if due - pipe.direction.delay_s > now:
                    pipe.direction.carried_bytes -= len(piece)
            for end in (pipe.source, pipe.target):
                try:
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
                    end.close()
                except OSError:
                    pass
        self.pipes.clear()
        # What stood in the queues is gone; the wire is free.
        self.up.free_at = self.down.free_at = 0.0

    def accept(self):
        near, _ = self.listener.accept()
        far = socket.create_connection(('127.0.0.1', self.target_port))
        for end in (near, far):
            end.setblocking(False)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connections += 1
        open_at = time.monotonic() + self.handshake_s
        self.pipes.append(Pipe(near, far, self.up, open_at))
        self.pipes.append(Pipe(far, near, self.down, open_at))

    def register_sources(self):
        wanted = {}
        for pipe in self.pipes:
            if not pipe.ended and pipe.queued < QUEUE_BYTES and time.monotonic() >= pipe.open_at:
                wanted[pipe.source] = pipe
        for key in list(self.selector.get_map().values()):
            if key.fileobj is not self.listener and wanted.get(key.fileobj) is not key.data:
                self.selector.unregister(key.fileobj)
        for source, pipe in wanted.items():
            if source.fileno() >= 0 and source not in self.selector.get_map():
                self.selector.register(source, selectors.EVENT_READ, pipe)

    def receive(self, pipe):
        try:
            piece = pipe.source.recv(PAYLOAD)
        except BlockingIOError:
            return
        except OSError:
            piece = b''
        now = time.monotonic()
        if piece:
            pipe.queue.append((pipe.direction.due(len(piece), now), piece))
            pipe.queued += len(piece)
            self.note_flight(pipe.direction, len(piece))
        else:
            pipe.ended = True
            pipe.queue.append((max(now, pipe.direction.free_at) + pipe.direction.delay_s, b''))

    def note_flight(self, direction, size):
        if not self.flights or self.flights[-1][0] is not direction:
            self.flights.append([direction, 0])
        if len(self.flights) <= 3:
            self.flights[-1][1] += size
        else:
            self.flights.pop()

    def deliver(self, now):
        """Hands over what is due; the seconds until something else is."""
        wait = 0.02
        for pipe in list(self.pipes):
            while pipe.queue and pipe.queue[0][0] <= now:
                due, piece = pipe.queue[0]
                self.delivered += 1
                self.late += now - due > LATE_S
                if not self.hand_over(pipe, piece):
                    break
            if pipe.queue:
                wait = min(wait, max(0.0, pipe.queue[0][0] - now))
        self.pipes = [pipe for pipe in self.pipes if pipe.target.fileno() >= 0 or pipe.source.fileno() >= 0]
        return wait

    def hand_over(self, pipe, piece):
        try:
            if not piece:
                pipe.target.shutdown(socket.SHUT_WR)
                pipe.queue.popleft()
                self.close_if_over(pipe)
                return True
            sent = pipe.target.send(piece)
        except BlockingIOError:
            return False
        except OSError:
            pipe.queue.clear()
            pipe.ended = True
            self.close_both(pipe)
            return False
        pipe.queued -= sent
        if sent < len(piece):
            pipe.queue[0] = (pipe.queue[0][0], piece[sent:])
            return False
        pipe.queue.popleft()
        return True

    def close_if_over(self, pipe):
        other = next((twin for twin in self.pipes if twin.source is pipe.target), None)
        if other is None or (other.ended and not other.queue):
            self.close_both(pipe)

    def close_both(self, pipe):
        for end in (pipe.source, pipe.target):
            end.close()
        self.pipes = [twin for twin in self.pipes if twin.source not in (pipe.source, pipe.target)]
