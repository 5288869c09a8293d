# middleman.py - something on the way that understands HTTP, and lies at the request it is told
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# It stands behind the wire. Requests are counted from 0 over all connections; a body passes as it comes, so what was cut on
# the way has arrived as far as it came.

import re
import socket
import threading

from listener import Listener, on_thread
from wire import READ_BYTES, reset

PAGE = b'<html><body>Welcome to the hotel. Log in.</body></html>'


class Gone(OSError):
    """One side ended in the middle of a message."""


def read_head(source, rest):
    """A message's head, and what came of its content with it."""
    while b'\r\n\r\n' not in rest:
        piece = source.recv(READ_BYTES)
        if not piece:
            raise Gone
        rest += piece
    head, rest = rest.split(b'\r\n\r\n', 1)
    return head + b'\r\n\r\n', rest


def field(head, name):
    found = re.search(rb'(?im)^' + name + rb': *(.*?)\r$', head)
    return found.group(1) if found else None


def with_field(head, name, value):
    """@head with another value of @name; None: without it."""
    line = b'' if value is None else name + b': ' + value + b'\r\n'
    return re.sub(rb'(?im)^' + name + rb': .*\r\n', line, head)


class Talk:
    """One request, and what to make of it."""

    def __init__(self, middleman, number, near, head, rest):
        self.middleman = middleman
        self.number = number
        self.near = near
        self.head = head
        self.n_left = int(field(head, b'Content-Length') or 0)
        self.body = b''
        self.rest = rest

    def pieces(self):
        """The body as it comes; kept, too."""
        while self.n_left > 0:
            piece = self.rest or self.near.recv(READ_BYTES)
            self.rest = b''
            if not piece:
                raise Gone
            piece = piece[:self.n_left]
            self.n_left -= len(piece)
            self.body += piece
            yield piece

    def read_all(self):
        for _ in self.pieces():
            pass

    def ask(self, port=None, change=None):
        """The server's answer: head and content. @change: of the whole request."""
        far = socket.create_connection(('127.0.0.1', port or self.middleman.target_port))
        try:
            if change or self.body:
                self.read_all()
                far.sendall((change or bytes)(self.head + self.body))
            else:
                far.sendall(self.head)
                for piece in self.pieces():
                    far.sendall(piece)
            return self.read_answer(far)
        finally:
            (reset if self.n_left else socket.socket.close)(far)

    def read_answer(self, far):
        head, content = read_head(far, b'')
        length = 0 if self.head.startswith(b'HEAD ') else int(field(head, b'Content-Length') or 0)
        while len(content) < length:
            piece = far.recv(READ_BYTES)
            if not piece:
                raise Gone
            content += piece
        return head, content

    def say(self, head, content=b''):
        self.near.sendall(head + content)


def tell_the_truth(talk):
    talk.say(*talk.ask())


class Middleman:
    """Tells the truth but where @lie is told: at request number @at, and with @lies_on at all after it."""

    def __init__(self, target_port, lie=tell_the_truth, at=0, lies_on=False):
        self.target_port = target_port
        self.lie, self.at, self.lies_on = lie, at, lies_on
        self.n_requests = 0
        self.n_lies = 0
        self.kept = []  # by lies
        self.lock = threading.Lock()
        self.listener = Listener(on_thread(self.serve))
        self.port = self.listener.port

    def serve(self, near):
        rest = b''
        try:
            while True:
                head, rest = read_head(near, rest)
                talk = self.begin_talk(near, head, rest)
                self.choose(talk)(talk)
                rest = talk.rest if talk.n_left == 0 else b''
        except OSError:
            reset(near)

    def begin_talk(self, near, head, rest):
        with self.lock:
            self.n_requests += 1
            return Talk(self, self.n_requests - 1, near, head, rest)

    def choose(self, talk):
        after = getattr(self.lie, 'after', None)
        if after and self.kept and talk.number == self.at + 1:
            return after
        if talk.number == self.at or (self.lies_on and talk.number > self.at):
            self.n_lies += 1
            return self.lie
        return tell_the_truth

    def close(self):
        self.listener.close()
