# lossy_link.py - a thin, long link that loses packets, under the kernel's own TCP
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The device has a network namespace of its own; two TUN devices join it to ours, and every packet between them passes
# through here: one bottleneck a direction of `rate_bit_s` with a queue that drops what does not fit, then a lottery in
# which `loss` of all packets are lost, then half of `rtt_s`. A lost packet has spent its time on the wire. All else is
# the kernel's: handshakes, acknowledgements, retransmission and congestion control, which is cubic on both sides.
#
# Needs root, /dev/net/tun and to be alone in a network namespace: see enter().

import collections
import ctypes
import fcntl
import os
import random
import select
import struct
import subprocess
import sys
import threading
import time

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
TCP = 6
FAR, NEAR = '10.99.0.2', '10.99.0.1'  # the server's end, the device's
QUEUE_BYTES = 32 * 1024
LATE_S = 0.01
CONGESTION = 'cubic'


def is_possible():
    """Why not, or None."""
    if os.geteuid() != 0:
        return 'lost packets need root'
    if not os.path.exists('/dev/net/tun'):
        return 'lost packets need /dev/net/tun'
    done = subprocess.run(['unshare', '--net', 'ip', 'tuntap', 'add', 'ktg-try', 'mode', 'tun'], capture_output=True, text=True)
    return None if done.returncode == 0 else f'lost packets need network namespaces: {done.stderr.strip()}'


def enter():
    """The words to run this very program with, alone in a network namespace."""
    return ['unshare', '--net', sys.executable]


def open_tun(name):
    tun = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack('16sH22x', name.encode(), IFF_TUN | IFF_NO_PI))
    return tun


def open_tun_of(pid, name):
    """A thread that has entered another namespace ends with it; the open device stays."""
    opened = []

    def open_there():
        with open(f'/proc/{pid}/ns/net') as there:
            if ctypes.CDLL(None, use_errno=True).setns(there.fileno(), 0) == 0:
                opened.append(open_tun(name))

    thread = threading.Thread(target=open_there)
    thread.start()
    thread.join()
    assert opened, 'the namespace of the device cannot be entered'
    return opened[0]


def payload_of(packet):
    """How many bytes of TCP payload, and whether it begins a connection."""
    if packet[0] >> 4 != 4 or packet[9] != TCP:
        return 0, False
    header = (packet[0] & 15) * 4
    flags = packet[header + 13]
    return len(packet) - header - (packet[header + 12] >> 4) * 4, flags & 0x12 == 0x02


class Wire:
    """One direction."""

    def __init__(self, target, chance):
        self.target = target
        self.chance = chance
        self.free_at = 0.0
        self.under_way = collections.deque()  # (due, packet)
        self.carried_bytes = self.packets = self.lost = self.crowded_out = self.connections = 0
        self.delivered = self.late = 0

    def enter(self, packet, rate_bit_s, delay_s, loss):
        now = time.monotonic()
        if (self.free_at - now) * rate_bit_s / 8 + len(packet) > QUEUE_BYTES:
            self.crowded_out += 1
            return
        n_bytes, is_first = payload_of(packet)
        self.packets += 1
        self.carried_bytes += n_bytes
        self.connections += is_first
        self.free_at = max(self.free_at, now) + len(packet) * 8 / rate_bit_s
        if self.chance.random() < loss:
            self.lost += 1
        else:
            self.under_way.append((self.free_at + delay_s, packet))

    def deliver(self):
        """Hands over what is due; the seconds until something else is."""
        now = time.monotonic()
        while self.under_way and self.under_way[0][0] <= now:
            due, packet = self.under_way.popleft()
            self.delivered += 1
            self.late += now - due > LATE_S
            os.write(self.target, packet)
        return max(0.0, self.under_way[0][0] - now) if self.under_way else 0.1


class LossyLink:
    cuts = 0
    outage_s = 0.0

    def __init__(self, rate_bit_s, rtt_s, loss, seed=1):
        self.rate_bit_s = rate_bit_s
        self.rtt_s = rtt_s
        self.loss = loss
        self.seed = seed
        self.holder = subprocess.Popen(['unshare', '--net', 'setpriv', '--pdeathsig', 'KILL', 'sleep', 'infinity'])
        self.prefix = ['nsenter', '--net', '--target', str(self.holder.pid)]
        self.wait_for_namespace()
        self.far = open_tun('ktg-far')
        self.near = open_tun_of(self.holder.pid, 'ktg-near')
        self.set_up([], 'ktg-far', FAR, NEAR)
        self.set_up(self.prefix, 'ktg-near', NEAR, FAR)
        self.is_running = True
        self.hurry()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def wait_for_namespace(self):
        ours = os.readlink('/proc/self/ns/net')
        while os.readlink(f'/proc/{self.holder.pid}/ns/net') == ours:
            threading.Event().wait(0.01)

    def set_up(self, prefix, name, here, there):
        for words in ('link set lo up', f'addr add {here} peer {there} dev {name}', f'link set {name} up',
                      f'route replace {there} dev {name} src {here} congctl {CONGESTION}'):
            subprocess.run([*prefix, 'ip', *words.split()], check=True)

    def hurry(self):
        """Fast and whole until pace(): what is prepared is not measured."""
        self.now = (1e9, 0.0, 0.0)
        self.start_counting()

    def pace(self):
        self.now = (self.rate_bit_s, self.rtt_s / 2, self.loss)
        self.start_counting()

    def start_counting(self):
        self.up = Wire(self.far, random.Random(self.seed))
        self.down = Wire(self.near, random.Random(1000 + self.seed))

    @property
    def connections(self):
        return self.up.connections

    def late_percent(self):
        """Of what was handed over, how much came over ten milliseconds late, since this machine was busy."""
        wires = self.up, self.down
        return round(100 * sum(wire.late for wire in wires) / max(sum(wire.delivered for wire in wires), 1), 1)

    def start(self):
        self.thread.start()
        return self

    def stop(self):
        self.is_running = False
        self.thread.join()
        os.close(self.far)
        os.close(self.near)
        self.holder.kill()
        self.holder.wait()

    def run(self):
        while self.is_running:
            wait = min(self.up.deliver(), self.down.deliver())
            readable, _, _ = select.select([self.near, self.far], [], [], wait)
            for tun in readable:
                packet = os.read(tun, 65536)
                # The wires may be new since the wait began.
                (self.up if tun == self.near else self.down).enter(packet, *self.now)
