# test-full-server.py - one enrolled device brings more than the server's disk takes: everybody else's texts go on
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import PACKS, Device, Server, WorldCase, main  # noqa: E402
from small_disk import SmallDisk  # noqa: E402

DISK_MB = 96
FLOOR_BYTES = DISK_MB * 1024 * 1024 // 8
FILE_BYTES = 24 * 1024 * 1024
TEXTS = 10


class FullServer(WorldCase):
    def setUp(self):
        super().setUp()
        self.disk = SmallDisk(self.folder / 'disk', megabytes=DISK_MB)
        self.disk.__enter__()
        self.addCleanup(self.disk.__exit__)
        self.server = Server(self.disk.path).start()
        self.greedy = Device(self.folder, 'greedy')
        self.honest = Device(self.folder, 'honest')
        for device in (self.greedy, self.honest):
            device.enrol(self.server)
        self.small = self.photo('small.jpg', width=640, height=480)

    def tearDown(self):
        self.server.stop()
        super().tearDown()

    def free_bytes(self):
        state = os.statvfs(self.disk.path)
        return state.f_bavail * state.f_frsize

    def big_photo(self, number):
        """A picture, and behind its end what no two have in common."""
        path = self.folder / f'big-{number}.jpg'
        path.write_bytes(self.small.read_bytes() + os.urandom(FILE_BYTES))
        return path

    def bring_too_much(self):
        """Returns the reports; not all of their photos find room."""
        reports = [self.greedy.file(self.body, self.big_photo(number)) for number in range(2 * DISK_MB * 1024 * 1024 // FILE_BYTES)]
        done = self.greedy.run('sync')
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn('The server has no room left for photos and documents', done.stderr)
        return reports

    def assert_texts_go_on(self, device):
        for _ in range(TEXTS):
            report = device.file(self.body)
            done = device.run('sync')
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(report, {held['report'] for held in self.server.list()})

    def test_files_stop_at_a_floor_nothing_is_parked_and_texts_go_on(self):
        reports = self.bring_too_much()
        print(f'# {self.free_bytes()} bytes free of {DISK_MB} MiB, {FLOOR_BYTES} is the floor')
        self.assertGreater(self.free_bytes(), FLOOR_BYTES - 4 * 1024 * 1024)
        self.assertEqual(self.greedy.status()['parked'], 0)
        self.assertEqual({held['report'] for held in self.server.list()}, set(reports))
        self.assert_texts_go_on(self.honest)

    def test_on_a_disk_without_a_byte_texts_codes_and_revocations_go_on_from_the_reserve(self):
        self.bring_too_much()
        self.disk.fill(leave=0)
        self.assert_texts_go_on(self.honest)
        newcomer = Device(self.folder, 'newcomer')
        newcomer.enrol(self.server)
        self.assertEqual(newcomer.run('sync').returncode, 0)
        self.server.run('revoke', '1')
        self.assertEqual(self.greedy.run('sync').returncode, 1)
        self.assertFalse((self.server.data / 'reserve').exists())

        self.disk.free()
        self.server.stop()
        self.server.start()
        self.assertIn(' 0 wrong', self.server.run('verify'))
        self.assertTrue([held for held in self.server.list() if held['report']])

    def test_a_pack_is_published_only_above_the_floor(self):
        pack = self.folder / 'offered.json'
        offered = json.loads(max(PACKS.glob('gestures-*.json')).read_text())
        pack.write_text(json.dumps(dict(offered, version='2030-01-01')))
        self.disk.fill(leave=FLOOR_BYTES)
        with self.assertRaisesRegex(AssertionError, 'exit 1: .*no more room than texts and codes need, and nothing was'):
            self.server.run('pack', 'publish', pack)
        self.assertFalse(list((self.server.data / 'packs').glob('*')))
        self.disk.free()
        self.assertIn('is handed out from now on', self.server.run('pack', 'publish', pack))

    def test_with_room_again_what_waited_goes_by_itself(self):
        self.disk.fill(leave=FLOOR_BYTES)
        report = self.honest.file(self.body, self.small)
        done = self.honest.run('sync')
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual(self.honest.status()['delivered'], 1)
        self.disk.free()
        done = self.honest.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn((report, 'complete'), {(held['report'], held['state']) for held in self.server.list()})


main()
