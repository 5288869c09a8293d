# test-put-back.py - a server that was put back gets again what it lost, with real processes
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import Device, WorldCase, main  # noqa: E402


class PutBack(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.device = Device(self.folder)
        self.device.enrol(self.server)
        self.photos = [self.photo(f'{i}.jpg', width=800, height=600, seed=i) for i in range(3)]
        self.kept = self.folder / 'kept'
        self.reports = [self.device.file(self.body, self.photos[0])]
        self.sync()

    def sync(self):
        done = self.device.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def put_back(self):
        """A copy of the kept folder takes the place of the server's."""
        self.server.stop()
        shutil.rmtree(self.server.data)
        shutil.copytree(self.kept, self.server.data)
        self.server.start()

    def assert_all_is_there(self):
        held = {report['report']: report for report in self.server.list()}
        self.assertEqual(set(held), set(self.reports))
        self.assertTrue(all(report['state'] == 'complete' for report in held.values()))
        self.assertTrue(all(report['events'] == 1 for report in held.values()))
        self.assertIn(' 0 wrong', self.server.run('verify'))
        self.assertEqual(self.device.run('verify').returncode, 0)
        status = self.device.status()
        self.assertEqual(status['complete'], len(self.reports))
        self.assertEqual(status['again'], 0)
        self.assertNotIn('alarms', status)

    def test_a_folder_copied_back_by_hand_fills_up_again(self):
        self.server.stop()
        shutil.copytree(self.server.data, self.kept)
        self.server.start()
        self.reports.append(self.device.file(self.body, self.photos[1]))
        self.sync()

        self.put_back()
        self.reports.append(self.device.file(self.body, self.photos[2]))
        done = self.sync()
        self.assertIn('put back', done.stderr)
        self.assert_all_is_there()

    def test_a_backup_of_a_running_server_that_is_put_back_fills_up_again(self):
        self.assertIn('files', self.server.run('backup', self.kept))
        self.reports.append(self.device.file(self.body, self.photos[1]))
        self.sync()

        self.put_back()
        done = self.sync()
        self.assertIn('put back', done.stderr)
        self.assert_all_is_there()

    def test_what_a_server_contradicts_is_said_in_the_officers_language_by_verify_too(self):
        with contextlib.closing(sqlite3.connect(self.device.profile / 'store.db')) as store, store:
            store.execute("INSERT INTO alarm (kind, life, server_index) SELECT 'index-again', max (number), 1 FROM life")
        self.device.environment = dict(self.device.environment, LANGUAGE='id')
        for verb, status in (('verify', 1), ('status', 0)):
            done = self.device.run(verb)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn('Server memberi satu nomor untuk dua hal yang berbeda.', done.stderr)
            self.assertNotIn('The server', done.stderr)

    def test_files_that_did_not_come_back_are_sent_again(self):
        self.server.run('backup', self.kept)
        shutil.rmtree(self.kept / 'files')
        self.put_back()
        self.sync()
        self.assert_all_is_there()

    def test_a_file_that_is_missed_only_after_several_starts_is_sent_again(self):
        self.server.stop()
        self.server.start()
        self.reports.append(self.device.file(self.body, self.photos[1]))
        self.sync()
        name = hashlib.sha256(self.photos[0].read_bytes()).hexdigest()
        first = self.server.data / 'files' / name[:2] / name
        self.server.stop()
        first.unlink()
        self.server.start()
        self.sync()
        self.assert_all_is_there()

    def office(self, name='office', region='34'):
        office = Device(self.folder, name)
        code = self.server.code(name=name, role='office', region=region)
        self.assertEqual(office.run('enrol', self.server.url, code).returncode, 0)
        self.server.confirm()
        self.assertEqual(office.run('sync').returncode, 0)
        return office

    def test_whom_the_server_let_in_is_known_again_though_it_let_in_others_before_anybody_came(self):
        office = self.office()
        self.server.run('backup', self.kept)
        late = Device(self.folder, 'late')
        late.enrol(self.server)
        self.reports.append(late.file(self.body))
        for device in (late, office):
            self.assertEqual(device.run('sync').returncode, 0)

        self.put_back()
        Device(self.folder, 'other').enrol(self.server)
        done = office.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({report['report'] for report in self.server.list()}, set(self.reports))
        self.assertIn(' 0 wrong', self.server.run('verify'))
        self.assertEqual(office.run('verify').returncode, 0)
        self.assertEqual(late.run('sync').returncode, 0)

    def test_a_revocation_is_known_again_once_somebody_comes_who_heard_it(self):
        office = self.office()
        self.assertEqual(office.run('sync').returncode, 0)
        self.server.run('backup', self.kept)
        number, = (row['number'] for row in json.loads(self.server.run('devices', '--json')) if row['role'] == 'officer')
        self.server.run('revoke', str(number))
        self.assertEqual(office.run('sync').returncode, 0)

        self.put_back()
        self.assertEqual(office.run('sync').returncode, 0)
        self.assertEqual({row['revoked'] for row in json.loads(self.server.run('devices', '--json')) if row['role'] == 'officer'}, {True})
        self.assertIn(' 0 wrong', self.server.run('verify'))
        self.assertNotEqual(self.device.run('sync').returncode, 0)

    def test_an_office_misses_nothing_of_a_later_copy_that_is_put_back_after_an_earlier_one(self):
        office = self.office()
        self.server.run('backup', self.kept)
        later = self.folder / 'later'
        for _ in range(2):
            self.reports.append(self.device.file(self.body))
        self.sync()
        self.server.run('backup', later)

        self.put_back()
        other = Device(self.folder, 'other')
        other.enrol(self.server)
        for _ in range(2):
            other.file(self.body)
        self.assertEqual(other.run('sync').returncode, 0)
        self.assertEqual(office.run('sync').returncode, 0)
        self.kept = later
        self.put_back()
        self.assertEqual(office.run('sync').returncode, 0)
        with contextlib.closing(sqlite3.connect(office.profile / 'store.db')) as store:
            held = {report for report, in store.execute('SELECT report FROM event')}
        self.assertLessEqual(set(self.reports), held)

    def test_what_an_office_heard_comes_back_though_its_author_never_does(self):
        office = self.office()
        self.server.stop()
        shutil.copytree(self.server.data, self.kept)
        self.server.start()
        late = Device(self.folder, 'late')  # whom the kept folder does not know
        late.enrol(self.server)
        report = late.file(self.body, self.photos[1])
        self.assertEqual(late.run('sync').returncode, 0)
        self.assertEqual(office.run('sync').returncode, 0)
        self.assertEqual(office.run('step', report, 'received').returncode, 0)
        self.assertEqual(office.run('sync').returncode, 0)

        self.put_back()
        self.assertEqual(len(self.server.list()), 1)
        done = office.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)
        held = {one['report']: one for one in self.server.list()}
        self.assertEqual(held[report]['events'], 2)
        self.assertEqual(held[report]['state'], 'delivered')
        self.assertIn(' 0 wrong', self.server.run('verify'))
        status = office.status()
        self.assertEqual((status['parked'], status['queued']), (0, 0))
        self.assertEqual(status['alarms'], ['book-back'])  # of whom it had admitted meanwhile

        done = late.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)
        held = {one['report']: one for one in self.server.list()}
        self.assertEqual((held[report]['events'], held[report]['state']), (2, 'complete'))

    def test_until_then_nothing_is_said_to_be_complete(self):
        self.server.run('backup', self.kept)
        self.reports.append(self.device.file(self.body, self.photos[1]))
        self.sync()
        self.server.stop()
        shutil.rmtree(self.server.data)
        shutil.copytree(self.kept, self.server.data)
        self.assertEqual(self.device.status()['complete'], 2)  # nobody told it
        self.server.start()
        self.sync()
        self.assert_all_is_there()


main()
