# test-cases.py - officers and offices, each with a device: what they say of a report, and what of it reaches whom
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import BUILD, Device, WorldCase, main  # noqa: E402

WRITER = BUILD / 'tests' / 'e2e' / 'writer'


class Cases(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()

    def device(self, name, role, region):
        device = Device(self.folder, name)
        code = self.server.code(name=name, role=role, region=region)
        self.ask(device, 'enrol', self.server.url, code, '--name', name)
        return device

    def ask(self, device, *words, status=0):
        done = device.run(*words)
        self.assertEqual(done.returncode, status, f'{words}: {done.stdout}{done.stderr}')
        return done.stdout

    def show(self, device, report):
        return json.loads(self.ask(device, 'show', report, '--json'))

    def body_of(self, account):
        path = self.folder / 'body.json'
        path.write_text(json.dumps({**json.loads(self.body.read_text()), 'account': account}))
        return path

    def test_two_reports_under_one_id_are_named_by_their_filings(self):
        officer = self.device('Siti', 'officer', '34.71')
        hostile = self.device('Bram', 'officer', '34.71')
        office = self.device('Panwas', 'office', '34.71')
        report = officer.file(self.body_of('What was seen.'))
        self.ask(officer, 'sync')
        path = self.body_of('What was made up.')
        path.write_text(json.dumps({**json.loads(path.read_text()), 'times': {'filed': '2024-11-12T20:31:07+07:00'}}))
        subprocess.run([WRITER, hostile.profile, 'file', path, report], check=True, capture_output=True)
        self.ask(hostile, 'sync')
        self.ask(office, 'sync')

        held = {row['words']: row for row in json.loads(self.ask(office, 'list', '--json'))}
        self.assertEqual(set(held), {'What was seen.', 'What was made up.'})
        self.assertEqual({row['report'] for row in held.values()}, {report})
        done = office.run('show', report)
        self.assertEqual((done.returncode, done.stdout), (1, ''))
        self.assertIn('More than one person filed a report under this id.', done.stderr)
        for words, row in held.items():
            self.assertIn(f'{row["filing"]}  ', done.stderr)
            self.assertIn(f'{row["filing"]}  ', self.ask(office, 'list'))
            self.assertEqual(self.show(office, row['filing'][:8])['body']['account'], words)
            self.assertEqual(self.show(office, row['filing'])['report'], report)
        self.ask(office, 'verify')

        # Who filed it hears of no other.
        self.ask(officer, 'sync')
        self.assertEqual(self.show(officer, report)['body']['account'], 'What was seen.')


if __name__ == '__main__':
    main()
