# test-hostile-clients.py - whoever speaks to the server, and however: refused in words, and honest devices are served
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import pathlib
import re
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from fronts import Authority  # noqa: E402
from nginx_front import Unwrapped, start_nginx  # noqa: E402
from ports import free_port  # noqa: E402
from processes import BUILD, SOURCE, Device, Server, WorldCase, main  # noqa: E402

TEMPLATE = SOURCE / 'data' / 'nginx' / 'kentongan.conf.in'
POST = b'POST /v1/exchange HTTP/1.1\r\nHost: x\r\n'
SMUGGLED = b'POST /v1/exchange HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n'
NAME = b'0' * 64
FORGED = (b'Signature-Input: ktg=("@method" "@path");created=1731418802;nonce="a";alg="ed25519";keyid="'
          + b'A' * 16 + b'"\r\nSignature: ktg=:' + b'A' * 86 + b'==:\r\n')

# What is said, and how it is answered. Whoever read what was smuggled would answer that with 401.
PROBES = {
    'an unsigned exchange': (POST + b'Content-Length: 2\r\n\r\n{}', '401'),
    'an unsigned upload': (b'PATCH /v1/files/' + NAME + b' HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc', '401'),
    'an unsigned question for a file': (b'GET /v1/files/' + NAME + b' HTTP/1.1\r\nHost: x\r\n\r\n', '401'),
    'a key that nobody enrolled': (POST + FORGED + b'Content-Length: 2\r\n\r\n{}', '403'),
    'a hundred thousand levels': (POST + b'Content-Length: 100000\r\n\r\n' + b'[' * 100_000, '401'),
    'a length of 50 GB': (POST + b'Content-Length: 50000000000\r\n\r\n{}', '4(01|13)'),
    'a length beyond all numbers': (POST + b'Content-Length: 99999999999999999999\r\n\r\n{}' + SMUGGLED, '4(00|13)'),
    'two lengths': (POST + b'Content-Length: 2\r\nContent-Length: 70\r\n\r\n{}' + SMUGGLED, '400'),
    'two equal lengths': (POST + b'Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}' + SMUGGLED, '400'),
    'a length and a coding': (POST + b'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n' + SMUGGLED, '4(00|11)'),
    'a coding alone': (POST + b'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n' + SMUGGLED, '411'),
    'a coding in disguise': (POST + b'Transfer-Encoding : chunked\r\nContent-Length: 2\r\n\r\n{}' + SMUGGLED, '4(00|11)'),
    'a header of 100 kB': (b'GET /v1/packs/rules HTTP/1.1\r\nHost: x\r\nA: ' + b'a' * 100_000 + b'\r\n\r\n', '4[0-9][0-9]'),
    'a way out of the folder': (b'GET /v1/files/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n', '40[14]'),
    'no HTTP at all': (b'\x16\x03\x01\x02\x00\x01\r\n\r\n', ''),
}


class HostileClients(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.device = Device(self.folder)
        self.device.enrol(self.server)
        self.photo_file = self.photo('photo.jpg', width=800, height=600)

    def call(self):
        return socket.create_connection(('127.0.0.1', self.server.port), timeout=20)

    def say(self, text):
        """What the server answers before it hangs up."""
        heard = b''
        with self.call() as line:
            try:
                line.sendall(text)
                line.shutdown(socket.SHUT_WR)
                while piece := line.recv(65536):
                    heard += piece
            except ConnectionError:
                pass
        return heard.decode('latin-1')

    def assert_honest_device_is_served(self, photos=1):
        report = self.device.file(self.body, *[self.photo_file] * photos)
        began = time.monotonic()
        done = self.device.run('sync', timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn((report, 'complete'), {(held['report'], held['state']) for held in self.server.list()})
        return time.monotonic() - began

    def assert_server_is_well(self, reports):
        self.assertIsNone(self.server.process.poll())
        self.assertEqual(len(self.server.list()), reports)
        self.assertIn(' 0 wrong', self.server.run('verify'))
        self.assertEqual(self.server.stop(), 0)
        self.assertNotRegex(''.join(self.server.log), re.compile('CRITICAL|WARNING|GLib'))

    def test_what_cannot_be_believed_is_refused_once_and_nothing_after_it_is_read(self):
        for name, (text, status) in PROBES.items():
            with self.subTest(name):
                heard = self.say(text)
                self.assertRegex(heard, rf'\AHTTP/1\.1 {status} ' if status else r'\A(HTTP/1\.[01] 4|\Z)')
                self.assertLessEqual(len(set(re.findall(r'HTTP/1\.1 (\d+)', heard))), 1)
                self.assertNotIn('root:', heard)
                self.assertIsNone(self.server.process.poll())
        self.assert_honest_device_is_served()
        self.assert_server_is_well(reports=1)

    def test_a_request_cut_at_each_of_its_bytes_leaves_the_server_well(self):
        whole = POST + FORGED + b'Content-Length: 2\r\n\r\n{}'
        for count in range(1, len(whole)):
            with self.call() as line:
                line.sendall(whole[:count])
        self.assert_honest_device_is_served()
        self.assert_server_is_well(reports=1)

    def test_three_hundred_silent_connections_do_not_delay_an_honest_device(self):
        alone = self.assert_honest_device_is_served()
        beginnings = (b'', b'POST /v1', POST + b'Content-Length: 100\r\n\r\n{')
        crowd = []
        for number in range(300):
            crowd.append(self.call())
            crowd[-1].sendall(beginnings[number % 3])
        beside = self.assert_honest_device_is_served()
        resident = re.search(r'VmRSS:\s+(\d+)', pathlib.Path(f'/proc/{self.server.process.pid}/status').read_text()).group(1)
        print(f'# alone {alone:.2f} s, beside 300 silent connections {beside:.2f} s; the server takes {resident} KiB')
        self.assertLess(beside, 10)
        for line in crowd:
            line.close()
        self.assert_server_is_well(reports=2)

    def test_ten_silent_and_ten_dripping_at_every_limit_do_not_keep_an_honest_device_out(self):
        self.assert_served_beside_a_crowd(self.server.port)
        self.assert_server_is_well(reports=42)

    def assert_served_beside_a_crowd(self, port):
        codes = [self.server.code() for _ in range(20)]
        crowd = subprocess.Popen([BUILD / 'tests' / 'e2e' / 'crowd', str(port), *codes], stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, text=True)
        try:
            self.assertEqual(crowd.stdout.readline(), 'ready 120\n')
            for _ in range(2):
                self.assert_honest_device_is_served()
            self.assertIsNone(crowd.poll())
        finally:
            left, _ = crowd.communicate(timeout=60)
        print(f'# {left.strip()} of 120 were still there', flush=True)


class HostileClientsOfAFront(HostileClients):
    """The same behind the shipped nginx; what is framed strangely it answers itself, and another test asks it."""

    def setUp(self):
        WorldCase.setUp(self)
        self.server = Server(self.folder, listen=f'unix:{self.folder}/http.sock')
        self.server.start()
        certificate = Authority(self.folder, 'authority').certify('127.0.0.1')
        port = free_port()
        self.nginx = start_nginx(self.folder, TEMPLATE, certificate=certificate, certificate_key=certificate, port=port,
                                 server_name='127.0.0.1', socket=self.folder / 'http.sock')
        self.front = Unwrapped(port, self.folder / 'authority.pem')
        self.server.port = self.front.port
        self.device = Device(self.folder)
        self.device.enrol(self.server)
        self.photo_file = self.photo('photo.jpg', width=800, height=600)

    def tearDown(self):
        self.front.close()
        self.nginx.terminate()
        self.nginx.wait()
        super().tearDown()

    test_what_cannot_be_believed_is_refused_once_and_nothing_after_it_is_read = None
    test_a_request_cut_at_each_of_its_bytes_leaves_the_server_well = None
    test_three_hundred_silent_connections_do_not_delay_an_honest_device = None


main()
