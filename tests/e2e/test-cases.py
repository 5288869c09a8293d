# test-cases.py - officers and offices, each with a device: what they say of a report, and what of it reaches whom
#
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import BUILD, Device, WorldCase, main  # noqa: E402
from wrong_clock import at_clock  # noqa: E402

WRITER = BUILD / 'tests' / 'e2e' / 'writer'


class Cases(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()

    def device(self, name, role, region):
        device = Device(self.folder, name)
        code = self.server.code(name=name, role=role, region=region)
        self.ask(device, 'enrol', self.server.url, code, '--name', name)
        self.server.confirm()
        return device

    def ask(self, device, *words, status=0):
        done = device.run(*words)
        self.assertEqual(done.returncode, status, f'{words}: {done.stdout}{done.stderr}')
        return done.stdout

    def show(self, device, report):
        return json.loads(self.ask(device, 'show', report, '--json'))

    def case(self, device, report):
        return json.loads(self.ask(device, 'case', report, '--json'))

    def step(self, device, report, code, *words, status=0):
        return self.ask(device, 'step', report, code, *words, status=status).strip()

    def values(self, **values):
        path = self.folder / 'values.json'
        path.write_text(json.dumps(values))
        return path

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

    def test_of_another_s_files_an_office_says_only_what_it_knows(self):
        officer = self.device('Siti', 'officer', '34.71')
        office = self.device('Kota', 'office', '34.71')
        report = officer.file(self.body, self.photo('a.jpg', width=640, height=480))
        for device in (officer, office):
            self.ask(device, 'sync')
        told = {device: [file.get('complete') for file in self.show(device, report)['files']] for device in (officer, office)}
        self.assertEqual(told, {officer: [True, True], office: [None, None]})
        row, = json.loads(self.ask(office, 'list', '--json'))
        self.assertEqual((row['state'], row['elsewhere'], row['files_total']), ('delivered', True, 1))
        self.assertIn('  Text received  ', self.ask(office, 'list'))
        shown = self.ask(office, 'show', report)
        self.assertIn('State: Text received\nThe server has the text. Whether its 1 file is there, too, is not known on this device.\n', shown)
        self.assertEqual(shown.count('  not known here'), 2)
        for words in ('Evidence received', 'waiting', "this device's clock", "the server's receipt"):
            self.assertNotIn(words, shown)

        self.step(office, report, 'received')
        self.assertIn('  Received  ', self.ask(office, 'list'))
        self.ask(office, 'verify')

    def test_two_offices_differ_and_the_one_above_decides(self):
        officer = self.device('Siti', 'officer', '34.71')
        regency = self.device('Kota', 'office', '34.71')
        province = self.device('DIY', 'office', '34')
        report = officer.file(self.body)
        for device in (officer, regency):
            self.ask(device, 'sync')
        self.assertEqual([step['step'] for step in self.case(regency, report)['next']][:1], ['received'])
        self.assertEqual(self.case(officer, report)['next'], [])
        received = self.step(regency, report, 'received')
        self.ask(regency, 'note', report, 'Ask the witness first.', '--for-office')
        self.ask(regency, 'note', report, 'We have it.')
        self.ask(regency, 'assign', report, 'Bu Rini', '--until', '2099-01-02')
        for device in (regency, province, officer):
            self.ask(device, 'sync')
        self.assertEqual({self.case(device, report)['state'] for device in (officer, regency, province)}, {'received'})

        # Neither has a link, and each decides.
        registered = self.step(regency, report, 'registered', '--number', '007/LP/2024')
        refused = self.step(province, report, 'not_registered', '--reason', 'Not of this office.')
        self.assertEqual(self.case(regency, report)['heads'], [registered])
        for device in (regency, province, regency, officer):
            self.ask(device, 'sync')
        for device in (officer, regency, province):
            case = self.case(device, report)
            self.assertTrue(case['conflict'])
            self.assertEqual(case['heads'], sorted([registered, refused]))
            self.assertIn('Decisions differ: ', self.ask(device, 'case', report))
            self.assertEqual(self.show(device, report)['case_state'], 'conflict')
            self.assertIn('  Decisions differ  ', self.ask(device, 'list'))

        # Whoever ends it says why, and stands above both.
        self.step(province, report, 'registered', '--number', '007/LP/2024', status=1)
        ended = self.step(province, report, 'registered', '--number', '007/LP/2024', '--reason', 'It is complete.')
        for device in (regency, province, regency, officer):
            self.ask(device, 'sync')
        folded = [self.case(device, report) for device in (officer, regency, province)]
        for case in folded:
            self.assertEqual((case['state'], case['conflict']), ('registered', False))
            self.assertEqual([step['id'] for step in case['steps'] if step['head']], case['heads'])
            self.assertEqual([step['step'] for step in case['steps']][0], 'received')
            self.assertEqual(case['steps'][0]['id'], received)
            self.assertEqual([term['term'] for term in case['terms']], ['case_review'])
            self.assertEqual([who['to'] for who in case['assigned']], ['Bu Rini'])
        self.assertIn(ended, folded[2]['heads'])
        self.assertEqual([note['text'] for note in folded[0]['notes']], ['We have it.'])
        self.assertEqual({note['text'] for note in folded[2]['notes']}, {'Ask the witness first.', 'We have it.'})
        shown = self.ask(officer, 'case', report)
        for words in ('Registered: DIY (office, Province Daerah Istimewa Yogyakarta), ', 'As far as is known here, this is how the case stands.', 'It is complete.', 'Note: We have it.'):
            self.assertIn(words, shown)
        for device in (officer, regency, province):
            self.ask(device, 'verify')
            self.assertEqual([row['case_state'] for row in json.loads(self.ask(device, 'list', '--json'))], ['registered'])
            self.assertIn('  Registered  ', self.ask(device, 'list'))
        happened = self.ask(officer, 'show', report)
        for words in ('State: Registered\n', 'Received, ', '(Kota (office, Kota Yogyakarta, ', 'Registered: It is complete., ',
                      'Case review, from registration: until the end of '):
            self.assertIn(words, happened)
        self.assertEqual(json.loads(self.ask(officer, 'rekap', '--json'))['case_states'], [{'code': 'registered', 'reports': 1}])

    def test_what_the_procedure_does_not_allow_is_said_and_signed_only_if_wished(self):
        officer = self.device('Siti', 'officer', '34.71')
        office = self.device('Kota', 'office', '34.71')
        report = officer.file(self.body)
        other = officer.file(self.body_of('The same, seen by another.'))
        for device in (officer, office):
            self.ask(device, 'sync')
        for device, words, said in ((officer, ('received',), 'Only an office decides, and this device is an officer'),
                                    (office, ('registered',), 'It may not follow what stands before it.'),
                                    (office, ('banana',), 'The procedure has no such step.'),
                                    (office, ('stopped',), 'This step needs a reason in words'),
                                    (office, ('stopped', '--anyway'), 'This step needs a reason in words')):
            done = device.run('step', report, *words)
            self.assertEqual((done.returncode, done.stdout), (1, ''))
            self.assertIn(said, done.stderr)
        self.step(office, report, 'received')
        done = office.run('step', report, 'registered')
        self.assertIn('Something is missing: a number.', done.stderr)
        done = office.run('step', report, 'initial_review', '--values', self.values(formal='yes', weather='fair'))
        self.assertIn('This step has no value “weather”.', done.stderr)
        done = office.run('step', report, 'initial_review', '--values', self.values(formal='maybe', material='no'))
        self.assertEqual(done.returncode, 1)
        self.assertIn('“formal” cannot have this value. It is one of these: yes, no.', done.stderr)
        self.step(office, report, 'initial_review', '--values', self.values(formal='yes', material='no'), '--date', '2024-11-13')
        wrong = self.step(office, report, 'outcome', '--anyway')
        self.ask(office, 'join', report, other)
        self.ask(officer, 'assign', report, 'Me', status=1)
        for device in (office, officer):
            self.ask(device, 'sync')
        case = self.case(officer, report)
        self.assertEqual(case['state'], 'initial_review')
        self.assertEqual({step['step']: step['verdict'] for step in case['steps']},
                         {'received': 'counts', 'initial_review': 'counts', 'outcome': 'not_from_here'})
        self.assertEqual(case['steps'][-1]['id'], wrong)
        self.assertEqual(case['joined'][0]['with'], self.case(officer, other)['case'])
        shown = self.ask(officer, 'case', report)
        self.assertIn('Formal conditions are met: Yes', shown)
        self.assertIn('It may not follow what stands before it.', shown)

        # The officer completes what was asked for: that is hers to say.
        self.step(office, report, 'needs_completion', '--reason', 'Who was there?')
        self.ask(office, 'sync')
        self.ask(officer, 'sync')
        self.assertEqual([step['step'] for step in self.case(officer, report)['next']], ['completed'])
        self.step(officer, report, 'completed')
        self.ask(officer, 'sync')
        self.ask(office, 'sync')
        self.assertEqual(self.case(office, report)['state'], 'completed')

    def test_what_an_office_did_with_a_photo_is_told_once_the_day_is_over(self):
        office = self.device('Kota', 'office', '34.71')
        province = self.device('DIY', 'office', '34')
        report = office.file(self.body, self.photo('photo.jpg', width=640, height=480))
        before = Device(self.folder, 'Kota', at_clock(office.environment, '-2d'))
        day = datetime.date.today() - datetime.timedelta(days=2)
        for name in ('a.jpg', 'b.jpg'):
            self.ask(before, 'cover', report, '1', self.folder / name, '--rectangle', '10,10,100,100')
        self.ask(office, 'cover', report, '1', self.folder / 'c.jpg', '--rectangle', '10,10,100,100')
        for device in (office, office, province):
            self.ask(device, 'sync')
        told = self.case(province, report)['custody']
        self.assertEqual([[(act['act'], act['times']) for act in day['acts']] for day in told], [[('covered', 2)]])
        self.assertEqual(told[0]['officer'], 'Kota')
        self.assertIn(told[0]['day'], (str(day), str(day + datetime.timedelta(days=1))))  # midnight may pass


if __name__ == '__main__':
    main()
