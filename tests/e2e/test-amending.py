# test-amending.py - what was filed is amended, gets a photo more, and is withdrawn, and the server holds all of it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import Device, WorldCase, main  # noqa: E402


class Amending(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.device = Device(self.folder)
        self.device.enrol(self.server)

    def call(self, *words, exit_status=0):
        done = self.device.run(*map(str, words))
        self.assertEqual(done.returncode, exit_status, done.stderr)
        return done.stdout

    def change(self, **keys):
        path = self.folder / 'change.json'
        path.write_text(json.dumps(keys))
        return path

    def test_every_version_is_held_and_the_newest_is_shown(self):
        report = self.device.file(self.body, self.photo('first.jpg', width=640, height=480))
        self.call('sync')
        [filed] = self.server.list()
        self.call('amend', filed['number'], self.change(account='Berfoto bersama dua bakal calon.'), '--reason', 'Kurang satu.')
        self.call('amend', report, '--photo', self.photo('second.jpg', width=640, height=480, seed=2))
        self.call('withdraw', report, ' ', exit_status=2)
        self.call('withdraw', report, 'Salah orang.')
        self.call('sync')

        [held] = self.server.list()
        self.assertEqual(held['number'], filed['number'])
        self.assertEqual(held['events'], 4)
        self.assertTrue(all(file['complete'] for file in held['files']))
        shown = json.loads(self.server.run('show', report, '--json'))
        self.assertTrue(shown['withdrawn'])
        self.assertEqual(shown['body']['account'], 'Berfoto bersama dua bakal calon.')
        self.assertEqual(len(shown['body']['evidence']), 2)
        self.assertEqual([entry.get('reason') for entry in shown['history']], [None, 'Kurang satu.', 'evidence added', 'Salah orang.'])
        self.assertEqual([len(entry['body']['evidence']) for entry in shown['history'][:3]], [1, 1, 2])
        self.assertEqual({entry['body']['number'] for entry in shown['history'][:3]}, {filed['number']})

        folder = self.folder / 'export'
        self.server.run('export', report, str(folder))
        self.assertEqual(json.loads((folder / 'report.json').read_text())['history'], shown['history'])
        self.assertEqual(self.device.run('verify').returncode, 0)
        self.assertIn(' 0 wrong', self.server.run('verify'))

    def test_the_time_of_the_text_is_that_of_the_first_receipt(self):
        report = self.device.file(self.body)
        self.call('sync')
        before = [line for line in self.call('show', report).splitlines() if 'Text received by the server' in line]
        self.call('amend', report, self.change(account='Lebih lengkap.'), '--reason', 'Kurang.')
        waiting = self.call('show', report)
        self.assertIn('Waits to be received by the server', waiting)
        self.call('sync')
        after = self.call('show', report)
        self.assertEqual([line for line in after.splitlines() if 'Text received by the server' in line], before)
        self.assertEqual(len(before), 1)
        self.assertIn('Amended: Kurang.', after)
        self.assertNotIn('Waits to be received', after)


main()
