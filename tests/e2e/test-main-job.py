# test-main-job.py - from photos where there is no signal to receipts from the server, with real processes
#
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import pathlib
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import Device, Link, WorldCase, main  # noqa: E402


def sha256(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


class MainJob(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.device = Device(self.folder)
        self.photos = [self.photo(f'{i}.jpg', width=800, height=600, seed=i) for i in range(6)]

    def file_three(self):
        return [self.device.file(self.body, self.photos[2 * i], self.photos[2 * i + 1]) for i in range(3)]

    def test_three_reports_filed_offline_arrive_whole_when_the_server_is_back(self):
        self.device.enrol(self.server)
        self.server.stop()
        reports = self.file_three()
        self.assertEqual(self.device.status()['queued'], 3)
        self.assertEqual(self.device.run('sync').returncode, 3)
        self.assertEqual(self.device.status()['queued'], 3)

        self.server.start()
        done = self.device.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.device.status()['complete'], 3)
        held = {report['report']: report for report in self.server.list()}
        self.assertEqual(set(held), set(reports))
        self.assertTrue(all(report['state'] == 'complete' for report in held.values()))
        hashes = {file['sha256'] for report in held.values() for file in report['files'] if file['complete']}
        self.assertLessEqual({sha256(photo) for photo in self.photos}, hashes)
        self.assertIn(' 0 wrong', self.server.run('verify'))
        self.assertEqual(self.device.run('verify').returncode, 0)

    def test_reports_filed_before_enrolment_are_sent_after_it(self):
        reports = self.file_three()
        self.device.enrol(self.server)
        self.assertEqual(self.device.run('sync').returncode, 0)
        self.assertEqual({report['report'] for report in self.server.list()}, set(reports))

    def test_a_second_sync_sends_under_four_kilobytes(self):
        link = Link(self.server.port)
        self.device.enrol(self.server, link.url)
        self.file_three()
        self.assertEqual(self.device.run('sync').returncode, 0)
        before = link.up + link.down
        self.assertEqual(self.device.run('sync').returncode, 0)
        print(f'# {link.up + link.down - before} bytes up and down')
        self.assertLess(link.up + link.down - before, 4096)
        link.close()

    def test_one_sync_of_several_photos_uses_two_connections(self):
        link = Link(self.server.port)
        self.device.enrol(self.server, link.url)
        self.file_three()
        before = link.connections
        self.assertEqual(self.device.run('sync').returncode, 0)
        self.assertLessEqual(link.connections - before, 2)
        link.close()

    def test_what_the_server_exports_is_what_the_camera_wrote(self):
        self.device.enrol(self.server)
        report = self.device.file(self.body, self.photos[0])
        self.assertEqual(self.device.run('sync').returncode, 0)
        out = self.folder / 'export'
        self.server.run('export', report, out)
        exported = {sha256(path) for path in out.rglob('*') if path.is_file()}
        self.assertIn(sha256(self.photos[0]), exported)

    def test_both_sides_say_the_same_of_a_report(self):
        self.device.enrol(self.server)
        report = self.device.file(self.body, self.photos[0])
        self.assertEqual(self.device.run('sync').returncode, 0)
        here = json.loads(self.device.run('show', report, '--json').stdout)
        there = json.loads(self.server.run('show', report, '--json'))
        self.assertEqual({file['sha256'] for file in here['files']}, {file['sha256'] for file in there['files']})
        self.assertEqual(here['report'], there['report'])


main()
