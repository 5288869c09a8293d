# test-nginx.py - the shipped nginx configuration before the HTTP part, asked and abused over TLS
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-nginx.py TEMPLATE HTTP_SITE; prints TAP.

import os
import pathlib
import select
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from nginx_front import start_nginx  # noqa: E402
from ports import free_port  # noqa: E402

warnings.simplefilter('ignore', DeprecationWarning)  # TLS 1.1 is asked for, to be refused

TEMPLATE, HTTP_SITE = sys.argv[1:]
FILE = '/v1/files/' + '0a' * 32
MARK = b'GET /v1/mark HTTP/1.1\r\nHost: x\r\n\r\n'
POST = b'POST /v1/exchange HTTP/1.1\r\nHost: kentongan.test\r\n'
GET = b'GET /v1/packs/rules HTTP/1.1\r\nHost: kentongan.test\r\n'


class Front:
    """nginx with the shipped file, and the site behind it."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-nginx-'))
        self.port = free_port()
        self.make_certificate()
        self.site = subprocess.Popen([HTTP_SITE, f'unix:{self.folder}/http.sock'], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, text=True)
        assert self.site.stdout.readline() == 'ready\n'
        self.nginx = start_nginx(self.folder, TEMPLATE, certificate=self.folder / 'certificate.pem',
                                 certificate_key=self.folder / 'key.pem', port=self.port, server_name='kentongan.test',
                                 socket=self.folder / 'http.sock')

    def make_certificate(self):
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
                        '-days', '2', '-subj', '/CN=kentongan.test', '-addext', 'subjectAltName=DNS:kentongan.test',
                        '-keyout', str(self.folder / 'key.pem'), '-out', str(self.folder / 'certificate.pem')],
                       check=True, capture_output=True)

    def counts(self):
        self.site.stdin.write('\n')
        self.site.stdin.flush()
        return dict(zip(['pings', 'marks', 'ended', 'aborted', 'bytes'],
                        map(int, self.site.stdout.readline().split())))

    def call(self, alpn=('http/1.1',), least=None, most=None, source='127.0.0.1'):
        context = ssl.create_default_context(cafile=str(self.folder / 'certificate.pem'))
        context.set_alpn_protocols(list(alpn))
        if most is not None:
            context.minimum_version, context.maximum_version = least, most
        raw = socket.create_connection(('127.0.0.1', self.port), timeout=15, source_address=(source, 0))
        return context.wrap_socket(raw, server_hostname='kentongan.test')

    def ask(self, text, silence=1.0):
        """What came back until the other side closed or was silent, and whether it closed."""
        with self.call() as client:
            try:
                client.sendall(text)
            except OSError:
                pass
            return hear(client, silence)

    def close(self):
        self.nginx.terminate()
        self.nginx.wait()
        self.site.stdin.close()
        self.site.wait()
        shutil.rmtree(self.folder)


def hear(client, silence):
    client.settimeout(silence)
    heard = b''
    try:
        while True:
            some = client.recv(65536)
            if not some:
                return heard, True
            heard += some
    except TimeoutError:
        return heard, False
    except OSError:
        return heard, True


def status_of(heard):
    return int(heard.split(b' ', 2)[1]) if heard.startswith(b'HTTP/1.1 ') else 0


PROBES = [
    ('a length and a coding together', POST + b'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n' + MARK, 400),
    ('two lengths', POST + b'Content-Length: 36\r\nContent-Length: 3\r\n\r\nabc' + MARK, 400),
    ('two lengths in one line', POST + b'Content-Length: 3, 3\r\n\r\nabc' + MARK, 400),
    ('a length with a plus', POST + b'Content-Length: +3\r\n\r\nabc' + MARK, 400),
    ('a length in hexadecimal', POST + b'Content-Length: 0x3\r\n\r\nabc' + MARK, 400),
    ('a length below zero', POST + b'Content-Length: -1\r\n\r\nabc' + MARK, 400),
    ('a length that overflows', POST + b'Content-Length: 18446744073709551619\r\n\r\nabc' + MARK, 400),
    ('chunks', POST + b'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n', 411),
    ('a chunk extension with a bare line feed', POST + b'Transfer-Encoding: chunked\r\n\r\n3;x\nabc\r\n0\r\n\r\n' + MARK, 411),
    ('a coding with a space before the colon',
     POST + b'Content-Length: 3\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n' + MARK, 400),
    ('a coding with a strange value', POST + b'Content-Length: 3\r\nTransfer-Encoding: xchunked\r\n\r\nabc' + MARK, 501),
    ('no host', b'GET /v1/packs/rules HTTP/1.1\r\n\r\n', 400),
    ('two hosts', GET + b'Host: y\r\n\r\n', 400),
    ('a NUL in a header', GET + b'A: b\0c\r\n\r\n', 400),
    ('a NUL before a bare line feed', GET + b'A: b\0\nB: c\r\n\r\n', 400),
    ('a bare carriage return in a header', GET + b'A: b\rC: d\r\n\r\n', 400),
    ('a folded header', GET + b'A: b\r\n c\r\n\r\n', 400),
    ('a space in a header name', GET + b'A b: c\r\n\r\n', 400),
    ('a NUL in the path', b'GET /v1/packs/rules\0x HTTP/1.1\r\nHost: x\r\n\r\n', 400),
    ('an encoded NUL in the path', b'GET /v1/packs/rules%00 HTTP/1.1\r\nHost: x\r\n\r\n', 400),
    ('dots in the path', b'GET /v1/../v1/mark HTTP/1.1\r\nHost: x\r\n\r\n', 404),
    ('a path that climbs out', b'GET /../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n', 400),
    ('an encoded letter in the path', b'GET /v1/packs/%72ules HTTP/1.1\r\nHost: x\r\n\r\n', 404),
    ('a path that is not of the exchange', b'GET /v1/mark HTTP/1.1\r\nHost: x\r\n\r\n', 404),
    ('a file whose name is no hash', b'PATCH /v1/files/abc HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', 404),
    ('a header of 100 kB', GET + b'A: ' + b'a' * 100000 + b'\r\n\r\n', 400),
    ('an address of 100 kB', b'GET /' + b'a' * 100000 + b' HTTP/1.1\r\nHost: x\r\n\r\n', 414),
    ('ten thousand headers', GET + b''.join(b'A%d: b\r\n' % i for i in range(10000)) + b'\r\n', 400),
    ('a body over the cap', POST + b'Content-Length: 300000000\r\n\r\n', 413),
    ('a file over the cap', b'PATCH ' + FILE.encode() + b' HTTP/1.1\r\nHost: x\r\nContent-Length: 300000000\r\n\r\n', 413),
    ('an ordinary request', GET + b'\r\n', 200),
    ('a question who is there', b'GET /v1/node?nonce=abc HTTP/1.1\r\nHost: kentongan.test\r\n\r\n', 200),
    ('an ordinary body', POST + b'Content-Length: 3\r\n\r\nabc', 200),
    ('HTTP/1.0', b'GET /v1/packs/rules HTTP/1.0\r\nHost: kentongan.test\r\n\r\n', 200),
    ('the preface of HTTP/2 in the wrong place', b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400),
]


def test_probe(text, status):
    def run(front):
        heard, closed = front.ask(text)
        assert status_of(heard) == status, heard[:300]
        assert closed or b'\r\nConnection: close\r\n' in heard or status in (200, 404, 411), 'left open'
        assert front.counts()['marks'] == 0, 'the smuggled request was executed'
    return run


def test_versions(front):
    for version, name in [(ssl.TLSVersion.TLSv1_2, 'TLSv1.2'), (ssl.TLSVersion.TLSv1_3, 'TLSv1.3')]:
        with front.call(least=version, most=version) as client:
            assert client.version() == name
    try:
        front.call(least=ssl.TLSVersion.TLSv1, most=ssl.TLSVersion.TLSv1_1).close()
    except (ssl.SSLError, ConnectionError):
        pass
    else:
        raise AssertionError('TLS 1.1 was taken')


def test_http_2(front):
    run = subprocess.run(['curl', '-sS', '--http2', '--cacert', str(front.folder / 'certificate.pem'),
                          '--resolve', f'kentongan.test:{front.port}:127.0.0.1', '-w', '%{http_version} %{http_code}',
                          '--data-binary', 'abc', f'https://kentongan.test:{front.port}/v1/exchange'],
                         capture_output=True, text=True, check=True)
    assert run.stdout == '3 bytes2 200', run.stdout


def test_what_is_vouched_for_arrives_unchanged(front):
    heard, _ = front.ask(GET + b'Accept-Encoding: gzip\r\nConnection: close\r\n\r\n')
    assert b'Vouched: 200 4\r\n' in heard and heard.endswith(b'\r\n\r\npong'), heard


def wait_for(front, is_so):
    end = time.monotonic() + 10
    while not is_so(front.counts()) and time.monotonic() < end:
        select.select([], [], [], 0.02)
    return front.counts()


def test_half_an_upload_arrives_half_way(front):
    before = front.counts()
    with front.call() as client:
        client.sendall(b'PATCH ' + FILE.encode() + b' HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n')
        client.sendall(b'h' * 500000)
        half = wait_for(front, lambda now: now['bytes'] >= before['bytes'] + 500000)
        assert half['bytes'] == before['bytes'] + 500000, half
        assert half['aborted'] == before['aborted'], half
    after = wait_for(front, lambda now: now['aborted'] > before['aborted'])
    assert after['aborted'] == before['aborted'] + 1 and after['ended'] == before['ended'], after
    assert not any((front.folder / 'body').iterdir())


def test_a_whole_upload(front):
    heard, _ = front.ask(b'PATCH ' + FILE.encode() + b' HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n'
                         b'Connection: close\r\n\r\n' + b'w' * 1000000)
    assert status_of(heard) == 200 and b'1000000 bytes' in heard, heard


def test_a_refusal_is_heard_while_the_body_is_sent(front):
    for _ in range(10):
        heard, _ = front.ask(b'PATCH ' + FILE.encode() + b' HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n'
                             b'Decide: refuse\r\n\r\n' + b'w' * 1000000)
        assert status_of(heard) == 409 and b'refused' in heard, heard


def test_expect(front):
    with front.call() as client:
        client.sendall(b'PATCH ' + FILE.encode() + b' HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n'
                       b'Expect: 100-continue\r\n\r\n')
        heard = client.recv(4096)
        assert heard.startswith(b'HTTP/1.1 100 '), heard
        client.sendall(b'abc')
        heard, _ = hear(client, 1.0)
        assert status_of(heard) == 200, heard


def test_slow_clients_are_cut(front):
    """A silent one, and one that sends a byte each second, both before and in TLS."""
    began = time.monotonic()
    raw = socket.create_connection(('127.0.0.1', front.port))
    silent, dripping, body = front.call(), front.call(), front.call()
    body.sendall(POST + b'Content-Length: 1000\r\n\r\nabc')
    dripping.sendall(b'GET /v1/packs')
    open_still = {raw, silent, dripping, body}
    while open_still and time.monotonic() - began < 20:
        for gone in select.select(list(open_still), [], [], 1)[0]:
            gone.settimeout(1)
            try:
                if gone.recv(4096) == b'':
                    open_still.discard(gone)
            except TimeoutError:
                pass
            except OSError:
                open_still.discard(gone)
        try:
            if dripping in open_still:
                dripping.sendall(b'a')
        except OSError:
            open_still.discard(dripping)
    elapsed = time.monotonic() - began
    for one in (raw, silent, dripping, body):
        one.close()
    assert not open_still, f'{len(open_still)} stayed'
    assert 9 < elapsed < 15, elapsed


def test_an_office_behind_one_address(front):
    """A hundred connections at once are an office; a thousand are not."""
    crowd = [front.call() for _ in range(100)]
    for client in crowd:
        client.sendall(POST + b'Content-Length: 3\r\n\r\nab')
    heard, _ = front.ask(GET + b'Connection: close\r\n\r\n')
    assert status_of(heard) == 200, heard
    crowd += [front.call() for _ in range(160)]
    for client in crowd[100:]:
        client.sendall(POST + b'Content-Length: 3\r\n\r\nab')
    end = time.monotonic() + 5
    status = 0
    while status != 429 and time.monotonic() < end:
        heard, _ = front.ask(GET + b'Connection: close\r\n\r\n')
        status = status_of(heard)
    assert status == 429, status
    for client in crowd:
        client.close()


def test_a_stranger_who_asks_without_end(front):
    """Whoever asks who is there as fast as the line goes is told to wait; another address is answered."""
    question = b'GET /v1/node?nonce=a HTTP/1.1\r\nHost: kentongan.test\r\n'
    with front.call() as client:
        client.sendall((question + b'\r\n') * 600)
        heard, _ = hear(client, 3.0)
    assert heard.count(b'HTTP/1.1 200 ') >= 200, heard.count(b'HTTP/1.1 200 ')
    assert heard.count(b'HTTP/1.1 429 ') > 0
    with front.call(source='127.0.0.2') as other:
        other.sendall(question + b'Connection: close\r\n\r\n')
        heard, _ = hear(other, 5.0)
    assert status_of(heard) == 200, heard


def test_nothing_is_logged(front):
    for log in ('error.log', 'outer.log'):
        text = (front.folder / log).read_text()
        assert '127.0.0.1' not in text and '/v1/' not in text, text


def main():
    tests = [(f'the front answers {status} to {name}', test_probe(text, status)) for name, text, status in PROBES]
    tests += [
        ('TLS 1.2 and 1.3 are spoken and 1.1 is not', test_versions),
        ('HTTP/2 is spoken outside', test_http_2),
        ('what is vouched for arrives unchanged', test_what_is_vouched_for_arrives_unchanged),
        ('half an upload arrives half way', test_half_an_upload_arrives_half_way),
        ('a whole upload arrives', test_a_whole_upload),
        ('a refusal is heard while the body is sent', test_a_refusal_is_heard_while_the_body_is_sent),
        ('an expectation is met', test_expect),
        ('an office behind one address has room', test_an_office_behind_one_address),
        ('a stranger who asks without end takes nobody else\'s turn', test_a_stranger_who_asks_without_end),
        ('slow clients are cut', test_slow_clients_are_cut),
        ('nothing of a request is logged', test_nothing_is_logged),
    ]
    failed = 0
    print(f'1..{len(tests)}')
    front = Front()
    try:
        for number, (name, test) in enumerate(tests, 1):
            try:
                test(front)
                print(f'ok {number} - {name}', flush=True)
            except (AssertionError, OSError, ssl.SSLError, subprocess.SubprocessError) as error:
                failed += 1
                print(f'not ok {number} - {name}\n# {error!r}', flush=True)
    finally:
        front.close()
    sys.exit(failed > 0)


main()
