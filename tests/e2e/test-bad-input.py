# test-bad-input.py - whatever is given to ktg and to the server: a sentence, an exit, and nothing half done
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import pathlib
import re
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from fronts import Authority, Portal, TlsFront  # noqa: E402
from processes import ENVIRONMENT, Device, WorldCase, main  # noqa: E402
from small_disk import SmallDisk  # noqa: E402
from wrong_clock import at_clock  # noqa: E402

STRICT = dict(ENVIRONMENT, G_DEBUG='fatal-warnings')
GLIB = re.compile(r'CRITICAL|WARNING|\*\* \(|GLib|Gtk-')
BODY = {'kind': 'lhp', 'place': {'words': 'Balai Desa'}, 'times': {'known': '2024-11-12'}, 'account': 'Berfoto bersama.'}

# what the report's file holds, and what the sentence must name
REPORTS = {
    'no JSON': (b'kind: lhp\n', ['JSON', 'line 1']),
    'nothing': (b'', ['empty']),
    'an array': (b'[]', ['object']),
    '100,000 levels': (b'{"kind":' + b'[' * 100_000 + b']' * 100_000 + b'}', ['nested deeper']),
    '5 MB of text': (json.dumps(dict(BODY, account='a' * 5_000_000)).encode(), ['more than one report may hold']),
    'broken UTF-8': (b'{"kind":"lhp","account":"\xff\xfe"}', ['UTF-8']),
    'an unknown key': (json.dumps(dict(BODY, colour='red')).encode(), ['no key', 'colour']),
    'a missing key': (json.dumps({key: BODY[key] for key in BODY if key != 'kind'}).encode(), ['kind', 'missing']),
    'a missing key inside': (json.dumps(dict(BODY, persons=[{'role': 'witness'}])).encode(), ['persons[0].name', 'missing']),
}


class BadInput(WorldCase):
    def setUp(self):
        super().setUp()
        self.device = Device(self.folder, environment=STRICT)
        self.good = self.photo('good.jpg', width=800, height=600)
        self.filed = self.device.file(self.body, self.photo('first.jpg', width=640, height=480, seed=2))

    def held(self, device=None):
        device = device or self.device
        files = {str(path.relative_to(device.profile)) for path in (device.profile / 'files').rglob('*') if path.is_file()}
        return device.status(), files

    def assert_sound(self, device=None):
        verified = (device or self.device).run('verify')
        self.assertEqual(verified.returncode, 0, verified.stdout)

    def assert_refused(self, done, named, exit_status=1):
        """A sentence that names it, an exit that is no signal, and nothing of GLib's own."""
        self.assertEqual(done.returncode, exit_status, done.stderr)
        self.assertEqual(done.stdout, '')
        self.assertRegex(done.stderr, r'\Aktg: [^\n]{20,}\n')
        self.assertLess(len(done.stderr), 800)
        self.assertNotRegex(done.stderr, GLIB)
        for word in named:
            self.assertIn(word, done.stderr)

    def assert_files_nothing(self, cases):
        """Each case is what the sentence must name, and the words of the call."""
        before = self.held()
        for named, *words in cases:
            with self.subTest(str(named)):
                self.assert_refused(self.device.run('file', *words), ['Nothing was filed', *named])
                self.assertEqual(self.held(), before)
        self.assert_sound()


class Reports(BadInput):
    def test_a_report_that_is_none_is_named_with_its_mistake_and_nothing_is_filed(self):
        def written(name, text):
            (self.folder / name).mkdir()
            path = self.folder / name / 'report.json'
            path.write_bytes(text)
            return path

        self.assert_files_nothing([(['report.json', *named], written(name, text), '--photo', self.good)
                                   for name, (text, named) in REPORTS.items()])

    def test_a_report_that_is_missing_or_a_folder_is_named_and_nothing_is_filed(self):
        self.assert_files_nothing([([str(path)], path, '--photo', self.good)
                                   for path in (self.folder / 'nowhere.json', self.folder)])

    def test_a_photo_that_is_none_is_named_and_the_good_one_beside_it_is_not_kept(self):
        (self.folder / 'empty.jpg').write_bytes(b'')
        (self.folder / 'text.jpg').write_text('\1\2\3 of no known kind\n')
        (self.folder / 'folder.jpg').mkdir()
        cases = {'missing.jpg': 'no longer there', 'empty.jpg': 'empty', 'folder.jpg': 'folder', 'text.jpg': 'not a photo'}
        self.assert_files_nothing([([name, named], self.body, '--photo', self.good, '--photo', self.folder / name)
                                   for name, named in cases.items()])

    def test_a_truncated_photo_is_filed_with_a_warning_and_arrives_as_it_is(self):
        cut = self.folder / 'cut.jpg'
        cut.write_bytes(self.good.read_bytes()[:self.good.stat().st_size // 2])
        done = self.device.run('file', self.body, '--photo', cut)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('cut.jpg', done.stderr)
        self.assertIn('end of this picture is missing', done.stderr)
        self.assertNotRegex(done.stderr, GLIB)
        self.server.start()
        self.device.enrol(self.server)
        self.assertEqual(self.device.run('sync').returncode, 0)
        self.assertEqual(self.device.status()['complete'], 2)
        exported = self.folder / 'export'
        self.server.run('export', done.stdout.strip(), exported)
        self.assertIn(cut.read_bytes(), [path.read_bytes() for path in exported.rglob('*') if path.is_file()])
        self.assert_sound()


class FullDisk(BadInput):
    def test_with_no_byte_free_a_report_without_photos_is_filed_from_the_reserve_and_that_is_said(self):
        with SmallDisk(self.folder / 'disk', megabytes=8) as disk:
            device = Device(disk.path, environment=STRICT)
            reports = [device.file(self.body, self.good)]
            disk.fill(leave=0)
            for _ in range(3):
                done = device.run('file', self.body)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn('The disk is full. This report is filed and safe.', done.stderr)
                self.assertNotRegex(done.stderr, GLIB)
                reports.append(done.stdout.strip())
            self.assertEqual(len(set(reports)), 4)
            self.assertEqual(device.status()['queued'], 4)
            self.assert_sound(device)
            disk.free()
            self.server.start()
            device.enrol(self.server)
            self.assertEqual(device.run('sync').returncode, 0)
            self.assertEqual({held['report'] for held in self.server.list()}, set(reports))
            self.assertTrue((device.profile / 'reserve').stat().st_blocks * 512 >= 1536 * 1024)

    def test_with_the_reserve_gone_too_nothing_is_filed_and_that_is_said(self):
        with SmallDisk(self.folder / 'disk', megabytes=8) as disk:
            device = Device(disk.path, environment=STRICT)
            device.file(self.body, self.good)
            (device.profile / 'reserve').unlink()
            disk.fill(leave=0)
            before = self.held(device)
            for words in ((self.body,), (self.body, '--photo', self.good)):
                self.assert_refused(device.run('file', *words), ['disk is full', 'Nothing was filed', '20 MB'])
                self.assertEqual(self.held(device), before)
            self.assert_sound(device)

    def test_with_no_byte_free_no_photo_is_taken_and_with_space_the_same_call_works(self):
        with SmallDisk(self.folder / 'disk', megabytes=8) as disk:
            device = Device(disk.path, environment=STRICT)
            first = device.file(self.body, self.good)
            before = self.held(device)
            for free in (0, 4096, 65536, 150_000):
                with self.subTest(free=free):
                    disk.fill(leave=free)
                    done = device.run('file', self.body, '--photo', self.photo('second.jpg', width=1200, height=900, seed=7))
                    self.assert_refused(done, ['disk is full', 'Nothing was filed'])
                    self.assertEqual(self.held(device), before)
                    self.assert_sound(device)
                    disk.free()
                    self.assert_sound(device)
            done = device.run('file', self.body, '--photo', self.folder / 'second.jpg')
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(device.status()['queued'], 2)
            self.assertNotEqual(done.stdout.strip(), first)
            self.assert_sound(device)

    def test_a_new_profile_on_a_full_disk_is_said_and_with_space_the_same_call_works(self):
        with SmallDisk(self.folder / 'disk', megabytes=8) as disk:
            device = Device(disk.path, environment=STRICT)
            disk.fill(leave=0)
            self.assert_refused(device.run('file', self.body, '--photo', self.good), ['disk is full', 'Nothing was filed'])
            disk.free()
            device.file(self.body, self.good)
            self.assertEqual(device.status()['queued'], 1)
            self.assert_sound(device)


class Enrolment(BadInput):
    def setUp(self):
        super().setUp()
        self.server.start()

    def enrol(self, url, code, *words):
        return self.device.run('enrol', url, code, *words)

    def assert_not_enrolled(self, done, named, exit_status=1):
        self.assert_refused(done, named, exit_status)
        status = self.device.status()
        self.assertFalse(status['enrolled'])
        self.assertEqual(status['queued'], 1)

    def assert_enrols(self, url, code, *words):
        """After whatever was refused before it."""
        self.assert_sound()
        done = self.enrol(url, code, *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.device.run('sync').returncode, 0)
        self.assertEqual(self.device.status()['complete'], 1)

    def test_a_code_that_is_wrong_is_said_and_the_right_one_still_works(self):
        code = self.server.code()
        changed = code[:-1] + ('7' if code[-1] != '7' else '8')
        unknown = ('7' if code[0] != '7' else '8') + code[1:]
        for wrong, words in (('', 'none is missing'), ('CODE', 'none is missing'), (code[:-5], 'none is missing'),
                             ('X' * 100_000, 'none is missing'), ('7K3M-4QRS-TVWX-YZ01-2345-6789', 'earlier version'),
                             (changed, 'did not make this code'), (unknown, 'Check the letters')):
            with self.subTest(wrong[:30]):
                self.assert_not_enrolled(self.enrol(self.server.url, wrong), ['code', words])
        self.assert_enrols(self.server.url, code)

    def test_a_code_serves_one_device_and_that_one_again(self):
        other = Device(self.folder, 'other')
        code = self.server.code()
        self.assertEqual(other.run('enrol', self.server.url, code).returncode, 0)
        self.assert_not_enrolled(self.enrol(self.server.url, code), ['used before', 'another device'])
        self.assert_sound()
        self.assertEqual(other.run('enrol', self.server.url, code).returncode, 0)

    def test_a_code_of_the_day_before_yesterday_is_too_old(self):
        self.server.stop()
        late = Device(self.folder, 'late', environment=STRICT)
        self.server.environment = at_clock(ENVIRONMENT, '-49h')
        code = self.server.code()
        self.server.environment = ENVIRONMENT
        self.server.start()
        self.assert_not_enrolled(self.enrol(self.server.url, code), ['too old', 'new one'])
        self.assert_sound()
        self.assertEqual(late.run('enrol', self.server.url, self.server.code()).returncode, 0)

    def test_an_address_that_is_none_or_unsafe_or_silent_is_said(self):
        port = self.server.port
        code = self.server.code()
        self.server.stop()
        cases = {
            'http://192.0.2.1': (['begins with http', 'https'], 1),
            'http://192.0.2.1:8480/kentongan': (['begins with http', 'https'], 1),
            'ftp://server.example': (['address cannot be read', 'https://'], 1),
            'https://': (['address cannot be read', 'https://'], 1),
            '': (['address cannot be read', 'https://'], 1),
            'not an address': (['address cannot be read', 'https://'], 1),
            'https://user:word@server.example': (['address cannot be read', 'https://'], 1),
            f'http://127.0.0.1:{port}': (['No server answers', 'enrol again'], 3),
            'https://no-such-host.invalid': (['https://no-such-host.invalid: No server answers', 'enrol again'], 3),
        }
        for url, (named, exit_status) in cases.items():
            with self.subTest(url):
                self.assert_not_enrolled(self.enrol(url, code), named, exit_status)
        self.assert_sound()

    def test_what_answers_but_is_no_kentongan_server_is_not_believed_nor_followed(self):
        code = self.server.code()
        for portal in (Portal(), Portal(redirect=self.server.url), Portal(redirect='http://192.0.2.1')):
            self.assert_not_enrolled(self.enrol(portal.url, code), ['not a Kentongan server', 'Sign in'], 3)
            self.assertEqual(portal.requests, 1)
            portal.close()
        self.assert_enrols(self.server.url, code)

    def test_a_certificate_nobody_vouches_for_is_not_trusted(self):
        ours, theirs = Authority(self.folder, 'ours'), Authority(self.folder, 'theirs')
        code = self.server.code()
        front = TlsFront(self.server.port, ours.certify('127.0.0.1'))
        named = TlsFront(self.server.port, ours.certify('127.0.0.9'))
        no_certificate = self.folder / 'none.pem'
        no_certificate.write_text('This is no certificate.\n')
        for url, words in ((front.url, []), (front.url, ['--ca', theirs.pem]), (named.url, ['--ca', ours.pem])):
            with self.subTest(words=words):
                self.assert_not_enrolled(self.enrol(url, code, *words), ['cannot prove who it is', '--ca'], 3)
        self.assert_not_enrolled(self.enrol(front.url, code, '--ca', self.folder / 'nowhere.pem'), ['nowhere.pem'])
        self.assertNotEqual(self.enrol(front.url, code, '--ca', no_certificate).returncode, 0)
        self.assertFalse(self.device.status()['enrolled'])
        self.assertEqual(front.connections + named.connections, 0)
        self.assert_enrols(front.url, code, '--ca', ours.pem)
        front.close()
        named.close()


class Clocks(WorldCase):
    def test_a_device_ten_years_off_or_in_1970_files_syncs_and_is_complete(self):
        self.server.start()
        photo = self.photo('photo.jpg', width=640, height=480)
        for clock in ('-10y', '+10y', '@1970-01-02 00:00:00', '@1970-01-01 00:00:01'):
            with self.subTest(clock):
                device = Device(self.folder, f'device{clock[:5]}{clock[-1]}'.replace('@', 'at'), at_clock(STRICT, clock))
                report = device.file(self.body, photo)
                device.enrol(self.server)
                done = device.run('sync')
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertNotRegex(done.stderr, GLIB)
                self.assertEqual(device.status()['complete'], 1)
                self.assertIn((report, 'complete'), {(held['report'], held['state']) for held in self.server.list()})
                self.assertEqual(device.run('verify').returncode, 0)
        self.assertIn(' 0 wrong', self.server.run('verify'))

    def test_a_clock_before_the_form_takes_its_last_correction_and_is_asked_about(self):
        device = Device(self.folder, 'behind', at_clock(STRICT, '@2016-11-26 10:00:00'))
        body = self.folder / 'impacts.json'
        body.write_text(json.dumps(dict(BODY, form={'code': 'form_a_pemilu'}, fields={'impacts': ['none_seen']})))
        done = device.run('file', body)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("By this computer's clock today is Saturday, 26 Nov 2016", done.stderr)
        self.assertIn('Is the clock right?', done.stderr)

    def test_a_clock_that_jumps_ten_years_between_two_calls_loses_and_reorders_nothing(self):
        self.server.start()
        device = Device(self.folder)
        device.enrol(self.server)
        reports = []
        for clock in ('+10y', '@1970-01-02 00:00:00', '-10y', '+0'):
            device.environment = at_clock(STRICT, clock)
            reports.append(device.file(self.body))
            done = device.run('sync')
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(device.status()['complete'], 4)
        self.assertEqual({held['report'] for held in self.server.list()}, set(reports))
        shown = [json.loads(device.run('show', report, '--json').stdout)['history'][0] for report in reports]
        self.assertEqual([event['seq'] for event in shown], sorted(event['seq'] for event in shown))
        self.assertEqual([event['index'] for event in shown], sorted(event['index'] for event in shown))

    def test_what_a_killed_program_left_of_its_wrong_clock_ends_no_other(self):
        """It would end whoever gets its number next: a rare failure of any test with a wrong clock."""
        kept, *gone = [pathlib.Path('/dev/shm', name) for name in (
            f'faketime_shm_{os.getpid()}', 'faketime_shm_99999999', 'sem.faketime_sem_99999999')]
        for path in (kept, *gone):
            path.touch()
            self.addCleanup(path.unlink, missing_ok=True)
        at_clock(STRICT, '-10y')
        self.assertTrue(kept.exists(), 'that of a living program')
        self.assertEqual([path for path in gone if path.exists()], [])

    def test_a_certificate_that_does_not_fit_the_clock_is_said_to_be_the_clocks_affair(self):
        self.server.start()
        authority = Authority(self.folder, 'ours')
        front = TlsFront(self.server.port, authority.certify('127.0.0.1'))
        device = Device(self.folder, environment=STRICT)
        device.file(self.body)
        enrol = ('enrol', front.url, self.server.code(), '--ca', authority.pem)
        for clock in ('-10y', '+10y', '@1970-01-02 00:00:00'):
            with self.subTest(clock):
                device.environment = at_clock(STRICT, clock)
                done = device.run(*enrol)
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertIn("this computer's clock", done.stderr)
                self.assertIn('Set the date and time', done.stderr)
        device.environment = STRICT
        self.assertEqual(device.run(*enrol).returncode, 0)
        device.environment = at_clock(STRICT, '-10y')
        done = device.run('sync')
        self.assertEqual(done.returncode, 3)
        self.assertIn("this computer's clock", done.stderr)
        device.environment = STRICT
        self.assertEqual(device.run('sync').returncode, 0)
        self.assertEqual(device.status()['complete'], 1)
        front.close()


main()
