# test-broken-link.py - a link that breaks, a device and a server that are killed: nothing is lost, little is sent twice
#
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import os
import pathlib
import signal
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import SHARE, Device, Link, WorldCase, main, wait_until  # noqa: E402

# What a cut can cost: what was read into the two kernels' buffers of loopback and the proxy, and the
# headers and handshake of the connection after it.
IN_FLIGHT_BYTES = 96 * 1024


def sha256(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


class BrokenLink(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.device = Device(self.folder)
        self.big = self.photo('big.jpg', width=1750, height=1280, quality=95)

    def assert_arrived(self, report, photo):
        held = [entry for entry in self.server.list() if entry['report'] == report]
        self.assertEqual([entry['state'] for entry in held], ['complete'])
        self.assertIn(sha256(photo), {file['sha256'] for file in held[0]['files'] if file['complete']})

    def test_a_photo_arrives_over_a_link_cut_every_300_kilobytes_with_the_device_killed_in_between(self):
        link = Link(self.server.port, cut_every_bytes=300_000, bytes_per_s=4_000_000)
        self.device.enrol(self.server, link.url)
        report = self.device.file(self.body, self.big)
        size = self.big.stat().st_size
        sent_before = link.up
        link.cuts = 0
        for attempt in range(60):
            running = self.device.start('sync')
            if attempt in (1, 3):
                seen = link.up
                wait_until(lambda: link.up > seen + 100_000 or running.poll() is not None, what='some bytes')
                running.send_signal(signal.SIGKILL)
            running.communicate(timeout=60)
            if running.returncode == 0:
                break
        self.assertEqual(running.returncode, 0)
        self.assert_arrived(report, self.big)
        interruptions = link.cuts + 2
        self.assertGreaterEqual(link.cuts, size // 300_000 - 1)
        over = link.up - sent_before - size
        print(f'# {size} bytes, {link.cuts} cuts, 2 kills: {over} bytes sent over the size')
        self.assertLess(over, interruptions * IN_FLIGHT_BYTES)
        link.close()

    def test_a_server_killed_at_many_moments_of_an_upload_comes_back_with_every_answered_byte(self):
        link = Link(self.server.port, bytes_per_s=3_000_000)
        self.device.enrol(self.server, link.url)
        report = self.device.file(self.body, self.big)
        size = self.big.stat().st_size
        for moment in range(0, 10, SHARE):
            seen = link.up
            running = self.device.start('sync')
            goal = seen + 20_000 + moment * size // 25
            wait_until(lambda: link.up >= goal or running.poll() is not None, what='the moment')
            self.server.stop(signal.SIGKILL)
            running.communicate(timeout=60)
            self.server.start()
            self.server.run('verify')
        done = self.device.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_arrived(report, self.big)
        link.close()


main()
