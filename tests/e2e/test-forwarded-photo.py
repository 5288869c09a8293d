# test-forwarded-photo.py - a photo that went round is filed by twelve officers, at once with one who spoils it on purpose, and one after another
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import BUILD, Device, WorldCase, main  # noqa: E402

HONEST = 11
OFFICERS = 12


class ForwardedPhoto(WorldCase):
    def test_eleven_complete_beside_one_who_spoils_and_he_too_once_he_sends_the_right_bytes(self):
        self.server.start()
        photo = self.photo('forwarded.jpg', width=1600, height=1200)
        devices = [Device(self.folder, f'device-{number}') for number in range(HONEST)]
        for device in devices:
            device.enrol(self.server)
            device.file(self.body, photo)

        spoiler = subprocess.Popen([BUILD / 'tests' / 'e2e' / 'spoiler', str(self.server.port), self.server.code(), photo],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.assertEqual(spoiler.stdout.readline(), 'ready\n')
        syncs = [device.start('sync') for device in devices]
        for sync in syncs:
            _, said = sync.communicate(timeout=120)
            self.assertEqual(sync.returncode, 0, said)
        self.assertIsNone(spoiler.poll())
        for device in devices:
            status = device.status()
            self.assertEqual((status['complete'], status['parked']), (1, 0))
            self.assertEqual(device.run('verify').returncode, 0)

        said, _ = spoiler.communicate(timeout=60)
        self.assertEqual(said, 'complete\n')
        held = self.server.list()
        self.assertEqual([report['state'] for report in held], ['complete'] * (HONEST + 1))
        self.assertEqual(list((self.server.data / 'partial').iterdir()), [])
        self.assertIn(' 0 wrong', self.server.run('verify'))

    def test_of_twelve_one_after_another_one_sends_it(self):
        self.server.start()
        photo = self.photo('forwarded.jpg', width=1600, height=1200)
        sent = []
        for number in range(OFFICERS):
            device = Device(self.folder, f'device-{number}')
            device.enrol(self.server)
            device.file(self.body, photo)
            said = device.run('sync')
            self.assertEqual(said.returncode, 0, said.stderr)
            self.assertEqual(device.status()['complete'], 1)
            self.assertEqual(device.run('verify').returncode, 0)
            sent.append(sum(device.status()['sending']['spent_today'][kind] for kind in ('texts', 'previews', 'originals')))
        self.assertGreater(sent[0], photo.stat().st_size)
        self.assertLess(max(sent[1:]), 12000)
        self.assertEqual([report['state'] for report in self.server.list()], ['complete'] * OFFICERS)
        self.assertIn(' 0 wrong', self.server.run('verify'))


main()
