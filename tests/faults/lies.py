# lies.py - what something on the way can make of one request or its answer
#
# SPDX-License-Identifier: GPL-3.0-or-later

import functools
import re
import socket

from middleman import PAGE, Gone, field, tell_the_truth, with_field

# --- the answer is the server's, and does not come as it was sent ---


def swallow(talk):
    """The server has done what was asked, and nobody hears of it."""
    talk.ask()
    raise Gone


def truncate_head(talk):
    head, _ = talk.ask()
    talk.say(head[:len(head) // 2])
    talk.near.shutdown(socket.SHUT_WR)


def truncate(talk):
    head, content = talk.ask()
    talk.say(head, content[:len(content) // 2])
    talk.near.shutdown(socket.SHUT_WR)


def truncate_neatly(talk):
    """Half of it, and the head says that this is all."""
    head, content = talk.ask()
    half = content[:len(content) // 2]
    talk.say(with_field(head, b'Content-Length', str(len(half)).encode()), half)


def double(talk):
    head, content = talk.ask()
    talk.say(head + content, head + content)


def come_late(talk):
    """The answer comes during the next request, before that one's own."""
    talk.middleman.kept.append(talk.ask())
    raise Gone


def say_what_was_kept(talk):
    talk.say(*talk.middleman.kept.pop())
    tell_the_truth(talk)


come_late.after = say_what_was_kept


def be_one_late(talk):
    """On the first connection each request gets the answer of the one before it; on others its own."""
    kept = talk.middleman.kept
    answer = talk.ask()
    if kept and kept[0][0] is not talk.near:
        return talk.say(*answer)
    before = kept.pop()[1] if kept else answer
    kept.append((talk.near, answer))
    return talk.say(*before)


def ask_late(talk):
    """The server hears the request while it hears the next one."""
    talk.read_all()
    talk.middleman.kept.append(talk)
    raise Gone


def ask_what_was_kept(talk):
    talk.read_all()
    talk.middleman.kept.pop().ask()
    tell_the_truth(talk)


ask_late.after = ask_what_was_kept


def ask_twice(talk):
    """As a proxy does whose connection seemed dead; the second answer is given."""
    talk.ask()
    tell_the_truth(talk)


def ask_twice_and_give_the_first(talk):
    answer = talk.ask()
    talk.ask()
    talk.say(*answer)


# --- the answer is altered ---


def drop_the_proof(talk):
    head, content = talk.ask()
    talk.say(with_field(head, b'Kentongan-Proof', None), content)


def prove_with_another_answer(talk):
    head, content = talk.ask()
    other, _ = talk.ask()  # refused as a repeat, and proven
    talk.say(with_field(head, b'Kentongan-Proof', field(other, b'Kentongan-Proof')), content)


def flip_a_byte(talk):
    head, content = talk.ask()
    middle = len(content) // 2
    talk.say(head, content[:middle] + bytes(byte ^ 4 for byte in content[middle:middle + 1]) + content[middle + 1:])


def say_another_status(talk):
    head, content = talk.ask()
    talk.say(re.sub(rb'^HTTP/1.1 (\d)\d\d', rb'HTTP/1.1 \g<1>01', head), content)


def say_a_larger_offset(talk):
    head, content = talk.ask()
    offset = field(head, b'Upload-Offset')
    talk.say(with_field(head, b'Upload-Offset', str(int(offset) + 7).encode()) if offset else head, content)


def say_it_is_whole(talk):
    head, content = talk.ask()
    talk.say(with_field(head, b'Upload-Complete', b'?1'), content)


# --- another one answers ---


def answer(status, *fields, content=PAGE, at_once=False):
    """A lie: this, whatever was asked; @at_once: and the body is not even read."""
    head = '\r\n'.join([f'HTTP/1.1 {status}', f'Content-Length: {len(content)}', *fields]).encode() + b'\r\n\r\n'

    def say(talk):
        if not at_once:
            talk.read_all()
        talk.say(head, content)
        if at_once:
            talk.near.shutdown(socket.SHUT_WR)
            talk.read_all()
            raise Gone

    return say


def ask_another(port):
    return lambda talk: talk.say(*talk.ask(port))


# --- the request is altered ---


def flip_in_request(where, talk):
    """A byte at @where of it, from 0 to 1."""

    def change(request):
        at = int(where * (len(request) - 1))
        return request[:at] + bytes([request[at] ^ 1]) + request[at + 1:]

    talk.say(*talk.ask(change=change))


def alter_head(alter, talk):
    """What is done to the head; the server may refuse that, and not the text."""
    talk.say(*talk.ask(change=alter))


def set_field(name, value):
    return functools.partial(alter_head, lambda request: with_field(request, name, value))


def add_field(line):
    return functools.partial(alter_head, lambda request: request.replace(b'\r\n', b'\r\n' + line + b'\r\n', 1))


HTML = 'Content-Type: text/html'

LIES = {
    'an answer swallowed after the server did it': swallow,
    'half the head of an answer': truncate_head,
    'half an answer': truncate,
    'half an answer that says it is whole': truncate_neatly,
    'an answer twice': double,
    'an answer during the next request': come_late,
    'a request heard during the next': ask_late,
    'a request heard twice, the first answered': ask_twice_and_give_the_first,
    'an answer without its proof': drop_the_proof,
    'an answer with the proof of another': prove_with_another_answer,
    'an answer with a wrong byte': flip_a_byte,
    'an answer with another status': say_another_status,
    'an answer with a larger offset': say_a_larger_offset,
    'an answer that says the file is whole': say_it_is_whole,
    'a captive portal: 200': answer('200 OK', HTML),
    'a captive portal: 204': answer('204 No Content', content=b''),
    'a captive portal: 302': answer('302 Found', HTML, 'Location: http://127.0.0.1:9/login'),
    'a captive portal: 511': answer('511 Network Authentication Required', HTML),
    'a page: 401': answer('401 Unauthorized', HTML, 'WWW-Authenticate: Basic realm="x"'),
    'a page: 403': answer('403 Forbidden', HTML),
    'a page: 404': answer('404 Not Found', HTML),
    'a page: 407': answer('407 Proxy Authentication Required', HTML, 'Proxy-Authenticate: Basic realm="x"'),
    'a page: 410': answer('410 Gone', HTML),
    'a page: 413': answer('413 Request Entity Too Large', HTML),
    'a page: 413 before the body': answer('413 Request Entity Too Large', HTML, 'Connection: close', at_once=True),
    'a page: 429': answer('429 Too Many Requests', HTML, 'Retry-After: 120'),
    'a page: 500': answer('500 Internal Server Error', HTML),
    'a page: 502': answer('502 Bad Gateway', HTML),
    'a page: 503': answer('503 Service Unavailable', HTML, 'Retry-After: 3600'),
    'no HTTP': lambda talk: talk.say(b'SSH-2.0-OpenSSH_9.2\r\n'),
}

# Told once: told for ever, these and those below leave no way at all, and a person hears of that.
SPOILT_HEADS = {
    'a packed request that does not say so': set_field(b'Content-Encoding', None),
    'a packed request that says so with blanks': set_field(b'Content-Encoding', b'  gzip '),
    'a packed request that says so on two lines': set_field(b'Content-Encoding', b'\r\n gzip'),
    'a packed request that says it is packed twice': add_field(b'Content-Encoding: gzip'),
    'a request to two hosts': add_field(b'Host: x'),
    'a request that says it comes in chunks': add_field(b'Transfer-Encoding: chunked'),
    'a request that does not say how long it is': set_field(b'Content-Length', None),
    'a request that says it is longer than any': set_field(b'Content-Length', b'999999999'),
    'a request that says how long it is in words': set_field(b'Content-Length', b'ten'),
}

SPOILT_REQUESTS = {
    'a request heard twice, the second answered': ask_twice,
    **{f'a request with a wrong byte at {part}/16': functools.partial(flip_in_request, part / 16) for part in range(17)},
}
