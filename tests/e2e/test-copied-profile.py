# test-copied-profile.py - two computers with one profile: both find their way out, and the server has everything once
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import Device, WorldCase, main  # noqa: E402


class CopiedProfile(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.first = Device(self.folder, 'first')
        self.first.enrol(self.server)
        self.file(self.first, 'before')
        self.sync(self.first, 0)
        self.copy = Device(self.folder, 'copy')
        shutil.copytree(self.first.profile, self.copy.profile)

    def file(self, device, words):
        report = json.loads(self.body.read_text())
        report['account'] = words
        path = self.folder / 'report.json'
        path.write_text(json.dumps(report))
        return device.file(path, self.photo(f'{words}.jpg', width=320, height=240, seed=len(words)))

    def sync(self, device, status):
        done = device.run('sync')
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def refile(self, device, report):
        done = device.run('refile', report)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('new code', done.stderr)
        anew = done.stdout.strip()
        self.assertEqual(device.run('refile', report).stdout.strip(), anew)
        shown = json.loads(device.run('show', report, '--json').stdout)
        self.assertEqual((shown['state'], shown['replaced_by']), ('replaced', anew))
        self.assertNotIn('waiting', device.run('show', report).stdout)
        return anew

    def come_back(self, device):
        self.assertEqual(device.run('sync').returncode, 1)  # not enrolled
        device.enrol(self.server)
        self.sync(device, 0)
        self.assertEqual(device.run('verify').returncode, 0)
        self.assertEqual(device.status()['parked'], 0)

    def test_both_computers_find_their_way_out_and_nothing_is_lost_or_doubled(self):
        self.file(self.first, 'of the first')
        self.sync(self.first, 0)
        forked = self.file(self.copy, 'of the copy')
        self.file(self.copy, 'of the copy, later')  # this number the first did not use yet
        self.sync(self.copy, 4)
        late = self.file(self.first, 'of the first, later')
        self.sync(self.first, 4)

        anew = self.refile(self.copy, forked)
        self.come_back(self.copy)
        self.refile(self.first, late)
        self.come_back(self.first)

        reports = self.server.list()
        self.assertEqual([report['state'] for report in reports], ['complete'] * 5)
        self.assertIn(anew, [report['report'] for report in reports])
        said = sorted(json.loads(self.server.run('show', report['report'], '--json'))['body']['account']
                      for report in reports)
        self.assertEqual(said, ['before', 'of the copy', 'of the copy, later', 'of the first', 'of the first, later'])
        self.file(self.copy, 'after')
        self.file(self.first, 'after that')
        self.sync(self.copy, 0)
        self.sync(self.first, 0)
        self.assertEqual(len(self.server.list()), 7)


main()
