# test-relay.py - an officer, a relay and the centre, each a process: what is filed arrives, and its receipt comes home
#
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime
import json
import os
import pathlib
import signal
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import Device, Link, Server, WorldCase, main, wait_until  # noqa: E402
from wrong_clock import at_clock  # noqa: E402

WAIT_S = 60


class Relay(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.relay = Server(self.folder / 'relay')
        self.relay.run('join', self.server.url, self.server.code('Kantor', 'node', '34'))
        self.server.confirm()
        self.officer = Device(self.folder)

    def tearDown(self):
        self.relay.stop(signal.SIGKILL)
        super().tearDown()

    def upstream(self):
        return json.loads(self.relay.run('upstream', '--json'))

    def start_relay(self, *options):
        self.relay.start(*options)
        wait_until(lambda: not self.upstream()['pending'], WAIT_S, 'the relay to hear that it is confirmed')

    def file(self, *photos):
        return self.officer.file(self.body, *photos)

    def sync(self):
        done = self.officer.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)

    def is_at_the_centre(self, report):
        self.sync()
        return json.loads(self.officer.run('show', report, '--json').stdout)['holder'] == 'centre'

    def states(self, server):
        return {report['report']: report['state'] for report in server.list()}

    def copy(self, server, report):
        """What an export has of the events, the signatures and the originals, without the receipt that each makes anew."""
        folder = self.folder / f'{server.data.parent.name}-{report}'
        server.run('export', report, str(folder))
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob('*')
                if path.is_file() and 'receipt' not in path.name and path.name != 'MANIFEST'}

    def assert_sound(self):
        for server in (self.relay, self.server):
            self.assertIn(' 0 wrong', server.run('verify'))
        self.assertEqual(self.officer.run('verify').returncode, 0)

    def assert_words_are_those_of_its_own_server(self):
        words = json.loads(self.officer.run('status', '--json').stdout)['words']
        self.assertIn(words, self.relay.run('devices'))
        office = Device(self.folder, 'office')
        office.run('enrol', self.server.url, self.server.code(role='office', region='34'))
        self.server.confirm()
        office.run('sync')
        for said in (office.run('admitted').stdout, self.server.run('devices')):
            self.assertIn('words: compared at the server that it enrolled at', said)

    def test_what_is_filed_without_a_link_above_arrives_when_it_is_there_and_the_receipt_comes_home(self):
        photo = self.photo('photo.jpg', width=800, height=600)
        self.start_relay()
        self.server.stop()
        self.officer.enrol(self.relay)
        report = self.file(photo)
        self.sync()
        self.assertEqual(json.loads(self.officer.run('show', report, '--json').stdout)['holder'], 'relay')
        self.assertEqual(self.states(self.relay), {report: 'complete'})
        waiting = self.upstream()
        self.assertGreater(waiting['events_waiting'], 0)
        # All that the relay holds, though it goes only after its event.
        self.assertGreater(waiting['files_waiting'], 0)
        self.assertIn(f' and {waiting["files_waiting"]} files checked', self.relay.run('verify'))
        self.assertGreater(waiting['bytes_waiting'], pathlib.Path(photo).stat().st_size)
        self.assertEqual(self.states(self.server), {})

        self.server.start()
        wait_until(lambda: self.states(self.server) == {report: 'complete'}, WAIT_S, 'the report at the centre')
        wait_until(lambda: self.is_at_the_centre(report), WAIT_S, 'the receipt of the centre')
        above, here = self.copy(self.server, report), self.copy(self.relay, report)
        self.assertEqual(above, here)
        self.assertIn(pathlib.Path(photo).read_bytes(), above.values())
        self.assert_words_are_those_of_its_own_server()
        level = self.upstream()
        self.assertEqual((level['events_waiting'], level['files_waiting'], level['bytes_waiting']), (0, 0, 0))
        self.assertGreaterEqual(level['last_exchange'], waiting['last_exchange'])
        self.assert_sound()
        self.assertEqual(self.relay.stop(), 0)

    def test_a_relay_whose_clock_is_wrong_says_so(self):
        self.start_relay()
        wait_until(lambda: self.upstream()['last_exchange'] is not None, WAIT_S, 'an exchange')
        self.assertLess(abs(self.upstream()['clock_offset_ms']), 600_000)
        self.assertNotIn('the clock of this machine', self.relay.run('upstream'))
        self.relay.stop()

        self.relay.environment = at_clock(self.relay.environment, '+500d')
        self.relay.start()
        wait_until(lambda: self.upstream()['clock_offset_ms'] < -499 * 86_400_000, WAIT_S, 'the relay to compare clocks')
        said = 'the clock of this machine is 500 days ahead of that of the server above'
        self.assertIn(said, self.relay.run('upstream'))
        wait_until(lambda: any(said in line for line in self.relay.log), WAIT_S, 'the journal')

    def restart(self, server, environment):
        server.stop()
        server.environment = environment
        server.start()

    def exchange_above(self):
        """At its start a relay exchanges at once."""
        self.restart(self.relay, self.relay.environment)
        wait_until(lambda: any('level with the server above' in line for line in self.relay.log), WAIT_S,
                   'an exchange above')

    def days_ahead(self, device):
        """How far the time as of which @device knows the roles lies ahead of this computer's clock."""
        known = datetime.datetime.fromisoformat(device.status()['roles_at'].replace('Z', '+00:00'))
        return (known - datetime.datetime.now(datetime.timezone.utc)).days

    def test_a_clock_of_the_centre_that_was_ahead_hides_no_revocation(self):
        near, stolen = Device(self.folder, 'near'), Device(self.folder, 'stolen')
        right, ahead = self.server.environment, at_clock(self.server.environment, '+300d')
        near.enrol(self.server)
        self.start_relay()
        self.officer.enrol(self.relay)
        self.sync()

        self.restart(self.server, ahead)
        Device(self.folder, 'ahead', at_clock(near.environment, '+300d')).enrol(self.server)
        self.assertEqual(near.run('sync').returncode, 0)
        self.assertGreater(self.days_ahead(near), 290)
        self.exchange_above()
        self.sync()
        self.assertLess(self.days_ahead(self.officer), 2)

        self.restart(self.server, right)
        for _ in range(2):
            self.assertEqual(near.run('sync').returncode, 0)
            self.exchange_above()
        self.assertIn(self.days_ahead(near), (-1, 0))

        stolen.enrol(self.server)
        newest = max(row['number'] for row in json.loads(self.server.run('devices', '--json')))
        self.server.run('revoke', str(newest))
        self.exchange_above()
        for device in (near, self.officer):
            self.assertEqual(device.run('sync').returncode, 0)
            self.assertIn(self.days_ahead(device), (-1, 0))
            self.assertNotIn('alarms', device.status())
        self.assert_sound()

        # Whoever hears nothing more is told of when his knowledge is, with a link and without one.
        self.server.stop()
        later = Device(self.folder, 'near', at_clock(near.environment, '+12d'))
        for verb in ('sync', 'status'):
            self.assertIn('Who has which role is known as of', later.run(verb).stderr)
            self.assertNotIn('Who has which role is known as of', near.run(verb).stderr)

    def end_in_the_middle(self, link, by):
        before = link.up
        wait_until(lambda: link.up > before + 60_000, WAIT_S, 'some of the photos to be on their way')
        status = self.relay.stop(by)
        self.assertIn('delivered', self.states(self.server).values())
        return status

    def test_a_relay_that_is_ended_in_the_middle_of_carrying_loses_and_doubles_nothing(self):
        link = Link(self.server.port, bytes_per_s=60_000)
        self.start_relay('--upstream', link.url)
        self.officer.enrol(self.relay)
        photos = [self.photo(f'{i}.jpg', width=800, height=600, seed=i) for i in range(3)]
        reports = [self.file(photo) for photo in photos]
        self.sync()
        self.assertEqual(self.end_in_the_middle(link, signal.SIGTERM), 0)
        self.start_relay()
        self.assertEqual(self.end_in_the_middle(link, signal.SIGKILL), -signal.SIGKILL)

        self.start_relay('--upstream', self.server.url)
        wait_until(lambda: self.states(self.server) == {report: 'complete' for report in reports}, WAIT_S, 'all at the centre')
        self.assertEqual({report['report']: report['events'] for report in self.server.list()},
                         {report['report']: report['events'] for report in self.relay.list()})
        for report in reports:
            wait_until(lambda: self.is_at_the_centre(report), WAIT_S, 'the receipt of the centre')
            self.assertEqual(self.copy(self.server, report), self.copy(self.relay, report))
        self.assert_sound()
        link.close()


main()
