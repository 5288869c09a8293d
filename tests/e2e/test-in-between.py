# test-in-between.py - requests that are repeated elsewhere, swapped, or whose device is revoked while it speaks
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from fronts import Authority  # noqa: E402
from nginx_front import Unwrapped, start_nginx  # noqa: E402
from ports import free_port  # noqa: E402
from processes import BUILD, SOURCE, Server, WorldCase, main, wait_until  # noqa: E402

TEMPLATE = SOURCE / 'data' / 'nginx' / 'kentongan.conf.in'
HALF_BYTES = 2 * 1024 * 1024


class Visitor:
    """One run of the program of that name, with the answers that it hears."""

    def __init__(self, *words):
        self.process = subprocess.Popen([BUILD / 'tests' / 'e2e' / 'visitor', *map(str, words)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def hear(self):
        return self.process.stdout.readline().rstrip('\n')

    def go_on(self):
        self.process.stdin.write('\n')
        self.process.stdin.flush()

    def end(self):
        said, _ = self.process.communicate(timeout=60)
        return said.splitlines()


class InBetween(WorldCase):
    def setUp(self):
        super().setUp()
        self.open_server(self.folder / 'here')
        self.server = self.servers[0]

    @property
    def servers(self):
        return self.__dict__.setdefault('all_servers', [])

    def open_server(self, folder):
        """A server, and the port where devices reach it."""
        folder.mkdir()
        server = Server(folder)
        server.start()
        self.servers.append(server)
        return server

    def tearDown(self):
        for server in self.servers[1:]:
            server.stop()
        super().tearDown()

    def test_a_request_repeated_at_another_server_is_refused_there(self):
        other = self.open_server(self.folder / 'there')
        visitor = Visitor('repeat', self.server.port, self.server.code(), other.port, other.code())
        self.assertEqual(visitor.end(), ['401 other-node proven', '200 - proven', '401 replayed proven'])

    def test_the_answer_to_another_devices_request_proves_nothing(self):
        visitor = Visitor('swap', self.server.port, self.server.code('Siti'), self.server.code('Budi'))
        self.assertEqual(visitor.end(), ['404 unknown-pack unproven', '404 unknown-pack proven'])

    def test_a_device_that_is_revoked_between_two_requests_of_one_connection_is_refused(self):
        visitor = Visitor('keep', self.server.port, self.server.code())
        self.assertEqual([visitor.hear(), visitor.hear()], ['200 - proven', 'ready'])
        self.server.run('revoke', '1')
        visitor.go_on()
        self.assertEqual(visitor.end(), ['2 of 2 revoked, 0 of 2 served'])

    def test_a_file_under_way_of_a_device_that_is_revoked_stops(self):
        visitor = Visitor('upload', self.server.port, self.server.code())
        sha256, ready = visitor.hear(), visitor.hear()
        part = self.server.data / 'partial' / f'1-{sha256}'
        self.assertEqual(ready, 'ready')
        wait_until(lambda: part.exists() and part.stat().st_size >= HALF_BYTES, what='half of the file')
        self.server.run('revoke', '1')
        visitor.go_on()
        self.assertIn(visitor.end(), (['403 revoked unproven'], ['0 - unproven']))
        self.assertLess(part.stat().st_size, 2 * HALF_BYTES)
        self.assertFalse((self.server.data / 'files' / sha256[:2] / sha256).exists())
        self.assertEqual([held['state'] for held in self.server.list()], ['delivered'])
        self.assertIn(' 0 wrong', self.server.run('verify'))


class InBetweenBehindNginx(InBetween):
    """The same with the shipped nginx before each server."""

    def setUp(self):
        self.fronts = []
        super().setUp()

    def open_server(self, folder):
        folder.mkdir()
        server = Server(folder, listen=f'unix:{folder}/http.sock')
        server.start()
        self.servers.append(server)
        certificate = Authority(folder, 'authority').certify('127.0.0.1')
        port = free_port()
        nginx = start_nginx(folder, TEMPLATE, certificate=certificate, certificate_key=certificate, port=port,
                            server_name='127.0.0.1', socket=folder / 'http.sock')
        front = Unwrapped(port, folder / 'authority.pem')
        self.fronts.append((front, nginx))
        server.port = front.port
        return server

    def tearDown(self):
        for front, nginx in self.fronts:
            front.close()
            nginx.terminate()
            nginx.wait()
        super().tearDown()


main()
