# test-tls-again.py - what a cut costs over TLS: no full handshake, and never a connection more than cuts
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(os.environ['KTG_SOURCE_DIR']) / 'tests' / 'support'))

from fronts import Authority  # noqa: E402
from nginx_front import start_nginx  # noqa: E402
from ports import free_port  # noqa: E402
from processes import SOURCE, Device, Link, Server, WorldCase, main  # noqa: E402

TEMPLATE = SOURCE / 'data' / 'nginx' / 'kentongan.conf.in'
LOG = "log_format of_connections '$connection $ssl_session_reused';\n"
FULL, RESUMED = '.', 'r'


class TlsAgain(WorldCase):
    def setUp(self):
        super().setUp()
        self.server = Server(self.folder, listen=f'unix:{self.folder}/http.sock').start()
        authority = Authority(self.folder, 'ca')
        certificate = authority.certify('127.0.0.1')
        port = free_port()
        self.front = start_nginx(self.folder, self.write_template(), certificate=certificate, certificate_key=certificate,
                                 port=port, server_name='localhost', socket=f'{self.folder}/http.sock')
        self.link = Link(port)
        self.device = Device(self.folder)
        done = self.device.run('enrol', self.link.url.replace('http:', 'https:'), self.server.code(), '--ca', authority.pem)
        self.assertEqual(done.returncode, 0, done.stderr)
        (self.folder / 'access.log').write_text('')

    def tearDown(self):
        self.link.close()
        self.front.terminate()
        self.front.wait()
        super().tearDown()

    def write_template(self):
        """The shipped file, with a log of which connection carried what."""
        path = self.folder / 'logging.conf.in'
        text = TEMPLATE.read_text()
        self.assertIn('access_log off;', text)
        path.write_text(LOG + text.replace('access_log off;', f'access_log {self.folder}/access.log of_connections;'))
        return path

    def connections(self):
        """How each began, in order."""
        lines = [line.split() for line in (self.folder / 'access.log').read_text().splitlines()]
        return list({int(number): how for number, how in sorted(lines, key=lambda line: int(line[0]))}.values())

    def cut_once(self, after_bytes):
        def stop_cutting():
            self.link.cut_every_bytes = None

        self.link.cut_every_bytes = after_bytes
        self.link.on_cut = stop_cutting

    def file_photos(self, count):
        photos = [self.photo(f'{seed}.jpg', width=1500, height=1100, quality=91, seed=seed) for seed in range(1, count + 1)]
        self.device.file(self.body, *photos)

    def test_one_large_photo_takes_one_connection(self):
        self.file_photos(1)
        done = self.device.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.connections(), [FULL])

    def test_several_take_a_second_that_resumes_the_session_of_the_first(self):
        self.file_photos(3)
        done = self.device.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.connections(), [FULL, RESUMED])

    def test_after_a_cut_the_session_is_resumed_and_one_connection_is_enough(self):
        self.file_photos(3)
        self.cut_once(after_bytes=1_500_000)
        done = self.device.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.link.cuts, 1)
        self.assertEqual(self.connections(), [FULL, RESUMED])

    def test_a_new_process_begins_with_a_full_handshake(self):
        """GIO keeps sessions in memory and has no call to save one: docs/PROTOCOL.md says what that costs."""
        for _ in range(2):
            done = self.device.run('sync')
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.connections(), [FULL, FULL])


main()
