# test-join.py - a data folder becomes a relay's, or says clearly why not; and what a relay then may
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from ports import free_port  # noqa: E402
from processes import ENVIRONMENT, SERVER, Device, Server, WorldCase, main, wait_until  # noqa: E402


class Join(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.relay = Server(self.folder / 'relay')

    def tearDown(self):
        self.relay.stop()
        super().tearDown()

    def ask(self, *words):
        return subprocess.run([SERVER, '--data', self.relay.data, *words], capture_output=True, text=True, env=ENVIRONMENT)

    def join(self, code, url=None, *options):
        return self.ask('join', url or self.server.url, code, *options)

    def assert_refused(self, done, status, words):
        self.assertEqual((done.returncode, done.stdout), (status, ''), done.stderr)
        self.assertIn(words, done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)

    def node_code(self):
        return self.server.code('Kantor', 'node')

    def state_of(self, code_number):
        return json.loads(self.server.run('codes', '--json'))[code_number - 1]['state']

    def devices(self):
        return json.loads(self.server.run('devices', '--json'))

    def upstream(self):
        return json.loads(self.relay.run('upstream', '--json'))

    def test_it_waits_with_the_words_that_the_administrator_above_sees(self):
        code = self.node_code()
        done = self.join(code)
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        (above,) = self.devices()
        self.assertEqual((above['role'], above['officer'], above['pending']), ('node', 'Kantor', True))
        self.assertIn(f'words: {above["words"]}\n', done.stdout)
        self.assertEqual((self.upstream()['words'], self.upstream()['pending']), (above['words'], True))
        self.assertFalse((self.relay.data / 'root.key').exists())
        self.assert_refused(self.ask('code', '--name', 'Siti', '--role', 'officer', '--region', '34.71'), 1, 'has not confirmed')
        # What was lost on the way is asked for again.
        self.assertEqual(self.join(code).returncode, 0)
        self.assertEqual(len(self.devices()), 1)

    def test_once_confirmed_it_makes_codes_for_officers_of_its_region_alone(self):
        self.join(self.node_code())
        self.server.confirm()
        self.relay.start()
        wait_until(lambda: not self.upstream()['pending'], 60, 'the relay to hear of it')
        for role, region in (('officer', '33.74'), ('office', '34.71'), ('node', '34.71.04')):
            self.assert_refused(self.ask('code', '--name', 'Siti', '--role', role, '--region', region), 1,
                                'officers of its own region alone, 34.71')
        officer = Device(self.folder)
        officer.enrol(self.relay)
        self.assertEqual(officer.run('sync').returncode, 0)
        self.assertIn(' 0 wrong', self.relay.run('verify'))
        self.assertEqual(self.relay.stop(), 0)

        # Another code from the same server is taken, also when the folder is in use by then: so a relay's time goes on.
        again = self.join(self.node_code())
        self.assertEqual((again.returncode, again.stderr), (0, ''))
        self.server.confirm()
        self.relay.start()
        wait_until(lambda: not self.upstream()['pending'], 60, 'the relay to hear of it')
        self.assertEqual(officer.run('sync').returncode, 0)

    def test_one_that_was_revoked_says_so_and_makes_no_codes_and_its_officers_lose_nothing(self):
        self.join(self.node_code())
        self.server.confirm()
        self.relay.start()
        wait_until(lambda: not self.upstream()['pending'], 60, 'the relay to hear of it')
        officer = Device(self.folder)
        officer.enrol(self.relay)
        self.assertFalse(self.upstream()['refused'])
        self.server.run('revoke', 'Kantor')
        report = officer.file(self.body, self.photo('photo.jpg', width=800, height=600))
        self.assertEqual(officer.run('sync').returncode, 0)
        wait_until(lambda: self.upstream()['refused'], 60, 'the relay to hear that it was revoked')
        self.assertIn('does not accept this relay any more', self.relay.run('upstream'))
        code = ('code', '--name', 'Budi', '--role', 'officer', '--region', '34.71')
        self.assert_refused(self.ask(*code), 1, 'does not accept this relay any more')

        self.assertIn(' 0 wrong', self.relay.run('verify'))
        # What waits there is on its officer's device, too, who enrols above.
        self.assertEqual(self.server.list(), [])
        officer.enrol(self.server)
        self.assertEqual(officer.run('sync').returncode, 0)
        self.assertEqual([(line['report'], line['state']) for line in self.server.list()], [(report, 'complete')])

    def test_a_folder_that_somebody_uses_stays_what_it_is(self):
        self.relay.code()
        self.assert_refused(self.join(self.node_code()), 1, 'a relay begins with a new folder')
        self.assertEqual((self.state_of(1), self.devices()), ('outstanding', []))
        self.assertTrue((self.relay.data / 'root.key').exists())
        self.relay.start()
        self.assert_refused(self.join(self.node_code()), 5, 'stop it first')
        self.assert_refused(self.ask('upstream'), 1, 'no server above')
        self.relay.stop()
        self.assert_refused(self.ask('serve', '--listen', '127.0.0.1:0', '--upstream', self.server.url), 2, 'is for a relay')

    def test_a_code_for_a_device_makes_no_relay_and_still_waits(self):
        for number, role in enumerate(('officer', 'office'), 1):
            self.assert_refused(self.join(self.server.code(role=role)), 1, 'this code is for a device, and not for a relay')
            self.assertEqual((self.state_of(number), self.devices()), ('outstanding', []))

    def test_a_code_for_a_relay_lets_no_device_in_and_still_waits(self):
        done = Device(self.folder).run('enrol', self.server.url, self.node_code())
        self.assertEqual(done.returncode, 1)
        self.assertIn('This code is for a server of an office', done.stderr)
        self.assertEqual((self.state_of(1), self.devices()), ('outstanding', []))

    def test_what_else_goes_wrong_is_said(self):
        code = self.node_code()
        nobody = f'http://127.0.0.1:{free_port()}'
        self.assert_refused(self.join(code, nobody), 3, f'cannot be reached at {nobody}; check the address')
        self.assert_refused(self.join(code, 'http://centre.example'), 1, 'use https://')
        self.assert_refused(self.join('nothing'), 1, 'this is no code')
        self.assert_refused(self.join(code, None, '--ca', str(self.body)), 1, 'no certificate')
        self.assertEqual(self.ask('join', self.server.url).returncode, 2)

        other = Server(self.folder / 'other')
        self.assertEqual(other.run('join', self.server.url, code)[:10], 'a relay of')
        self.assert_refused(self.join(code), 1, 'this code was used by another')
        self.assertEqual(self.join(self.node_code()).returncode, 0)
        third = Server(self.folder / 'third')
        self.assert_refused(self.join(third.code('Kantor', 'node')), 1, 'a relay of another server')


main()
