# test-admin.py - what control.sock answers, no other socket does
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-admin.py SERVER SUPPORT_FOLDER NGINX_TEMPLATE; prints TAP.

import contextlib
import hashlib
import http.client
import json
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import tempfile

SERVER, SUPPORT, TEMPLATE = sys.argv[1:]
sys.path.insert(0, SUPPORT)

from nginx_front import start_nginx  # noqa: E402
from ports import free_port  # noqa: E402

HANG_S = 60
VERBS = ['aside', 'audit', 'cancel', 'code', 'codes', 'devices', 'gather', 'list', 'pack', 'revoke', 'show', 'snapshot', 'verify']


class Line(http.client.HTTPConnection):
    """HTTP over a socket that is a file."""

    def __init__(self, path):
        super().__init__('localhost', timeout=HANG_S)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(HANG_S)
        self.sock.connect(self.path)


def ask(line, method, path, *words):
    with contextlib.closing(line):
        line.request(method, path, b''.join(word.encode() + b'\0' for word in words) if method == 'POST' else None)
        answer = line.getresponse()
        return answer.status, answer.getheader('Content-Type'), answer.read().decode()


@contextlib.contextmanager
def served():
    with tempfile.TemporaryDirectory(prefix='ktg-') as place:
        folder = pathlib.Path(place)
        server = subprocess.Popen([SERVER, '--data', f'{folder}/data', 'serve', '--listen', f'unix:{folder}/http.sock'],
                                  stdout=subprocess.PIPE)
        try:
            assert server.stdout.readline().startswith(b'listening on')
            yield folder
        finally:
            server.send_signal(signal.SIGTERM)
            assert server.wait(HANG_S) == 0
            server.stdout.close()


@contextlib.contextmanager
def fronted(folder):
    port = free_port()
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
                    '-subj', '/CN=kentongan.test', '-keyout', f'{folder}/key.pem', '-out', f'{folder}/certificate.pem'],
                   check=True, capture_output=True)
    nginx = start_nginx(folder, TEMPLATE, certificate=folder / 'certificate.pem', certificate_key=folder / 'key.pem',
                        port=port, server_name='kentongan.test', socket=folder / 'http.sock')
    try:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        yield lambda: http.client.HTTPSConnection('localhost', port, timeout=HANG_S, context=context)
    finally:
        nginx.terminate()
        nginx.wait(HANG_S)


def parts_of(answer):
    status, media_type, text = answer
    assert (status, media_type) == (200, 'application/x-ndjson'), answer
    parts = [json.loads(line) for line in text.splitlines()]
    assert all('exit' not in part for part in parts[:-1]), parts
    return parts[-1]['exit'], ''.join(part.get('out', '') for part in parts), ''.join(part.get('err', '') for part in parts)


def control_answers_verbs(folder):
    def asked(*words):
        return parts_of(ask(Line(folder / 'data/control.sock'), 'POST', f'/v1/verbs/{words[0]}', *words[1:]))

    assert asked('list', '--json') == (0, '[]\n', ''), asked('list', '--json')
    status, code, said = asked('code', '--name', 'Siti', '--role', 'officer', '--region', '34.71.04')
    assert (status, said) == (0, '') and code.strip(), (status, said)
    assert asked('show', 'nothing')[0] == 1
    status, said, complained = asked('nonsense')
    assert (status, said) == (2, '') and complained.startswith('Usage:'), complained


def control_answers_nothing_else(folder):
    for method, path, status in (('GET', '/v1/verbs/list', 405), ('POST', '/v1/verbs', 404), ('POST', '/v1/exchange', 404),
                                 ('GET', '/v1/node?nonce=0123456789abcdef', 404)):
        assert ask(Line(folder / 'data/control.sock'), method, path)[0] == status, (method, path)


def control_gives_whole_files(folder):
    content = b'a whole file' * 100000
    name = hashlib.sha256(content).hexdigest()
    (folder / f'data/files/{name[:2]}/{name}').write_bytes(content)
    with contextlib.closing(Line(folder / 'data/control.sock')) as line:
        line.request('GET', f'/v1/files/{name}')
        answer = line.getresponse()
        assert (answer.status, answer.read()) == (200, content)
    for other in ('0' * 64, name[:22], name.upper()):
        assert ask(Line(folder / 'data/control.sock'), 'GET', f'/v1/files/{other}')[0] == 404, other
    assert ask(Line(folder / 'http.sock'), 'GET', f'/v1/files/{name}')[0] == 401


def devices_are_answered_no_verb(folder):
    for verb in VERBS:
        assert ask(Line(folder / 'http.sock'), 'POST', f'/v1/verbs/{verb}')[0] == 404, verb
    with fronted(folder) as call:
        for verb in VERBS:
            assert ask(call(), 'POST', f'/v1/verbs/{verb}')[0] == 404, verb


def main():
    tests = [control_answers_verbs, control_answers_nothing_else, control_gives_whole_files, devices_are_answered_no_verb]
    print(f'1..{len(tests)}')
    failed = False
    for number, test in enumerate(tests, 1):
        try:
            with served() as folder:
                test(folder)
            print(f'ok {number} - {test.__name__}', flush=True)
        except Exception as problem:  # each test is to be told
            failed = True
            print(f'not ok {number} - {test.__name__}: {problem!r}', flush=True)
    return 1 if failed else 0


sys.exit(main())
