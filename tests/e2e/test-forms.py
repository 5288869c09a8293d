# test-forms.py - a form is data: what a pack says stands everywhere, without a line of the programs
#
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

import new_forms  # noqa: E402
from processes import BUILD, ENVIRONMENT, PACKS, Device, WorldCase, main  # noqa: E402

KINDS = {'form_a_pemilu': 'lhp', 'form_a_pilkada': 'lhp', 'form_b1_laporan': 'public_report', 'form_b2_temuan': 'finding',
         'form_cegah': 'prevention', 'activity': 'meeting', 'integrity_pact': 'integrity_pact'}
SPINE = {'kind': 'lhp', 'place': {'region': '34.71.06.1002', 'words': 'Balai Notoprajan'},
         'times': {'happened': '2024-11-12T19:30:00+07:00', 'known': '2024-11-12'}, 'violations': ['KE-05'],
         'persons': [{'role': 'reported', 'name': 'B. S.', 'address': 'Notoprajan'},
                     {'role': 'reporter', 'name': 'Ani', 'address': 'Ngampilan 3', 'phone': '0812'},
                     {'role': 'witness', 'name': 'Budi'}],
         'account': 'Berfoto bersama bakal calon.'}
WORDS = {'text': 'Kata', 'long_text': 'Kata panjang', 'date': '2024-11-12', 'time': '19:30', 'yes_no': 'yes', 'number': '12',
         'date_time': '2024-11-12T19:30:00+07:00', 'region': '34.71.06.1002'}


def in_language(language, **more):
    return {**ENVIRONMENT, 'LANGUAGE': language, **more}


def value_of(field):
    """Something that this field can say."""
    if field['type'] == 'persons':
        return [{'name': f'{field["code"]} satu', 'position': 'Ketua'}, {'name': 'dua'}]
    if field['type'] == 'choice':
        return field['options'][-1]['code']
    if field['type'] == 'choices':
        return [choice['code'] for choice in field['options'][:2]]
    if field['type'] == 'words':
        return [f'{field["code"]} a', f'{field["code"]} b']
    if field['type'] in ('text', 'long_text'):
        return f'{WORDS[field["type"]]} {field["code"]}'
    return WORDS[field['type']]


def is_filled(field):
    return 'spine' not in field and field['type'] != 'signature'


class FormCase(WorldCase):
    def setUp(self):
        super().setUp()
        self.packs = self.folder / 'packs'
        shutil.copytree(PACKS, self.packs)
        self.device = Device(self.folder, environment=in_language('en', KENTONGAN_PACKS=str(self.packs)))
        self.server.environment = {**ENVIRONMENT, 'KENTONGAN_PACKS': str(self.packs)}

    def ktg(self, *words, language='en', packs=None):
        device = Device(self.folder, environment=in_language(language, KENTONGAN_PACKS=str(packs or self.packs)))
        done = device.run(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def forms(self):
        return {form['form']: form for form in json.loads(self.ktg('forms', '--json'))}

    def write_body(self, kind, code=None, fields=None):
        body = {**SPINE, 'kind': kind}
        if code:
            body.update({'form': {'code': code}, 'fields': fields})
        path = self.folder / 'body.json'
        path.write_text(json.dumps(body))
        return path

    def write(self, *words):
        """As a program of another version would, on the same profile."""
        done = subprocess.run([BUILD / 'tests/e2e/writer', self.device.profile, *words], text=True, capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def fill(self, form):
        return {field['code']: value_of(field) for field in form['fields'] if is_filled(field)}

    def file(self, kind, code, fields):
        return self.device.file(self.write_body(kind, code, fields))

    def refuse(self, code, fields, named, kind='prevention'):
        done = self.device.run('file', self.write_body(kind, code, fields))
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(named, done.stderr)
        self.assertIn('Nothing was filed', done.stderr)

    def write_pack(self, pack):
        (self.packs / f'{pack["form"]}-{pack["version"]}.json').write_text(json.dumps(pack))

    def export(self, report):
        target = self.folder / f'export-{report}'
        self.server.run('export', report, target)
        for line in (target / 'MANIFEST').read_text().splitlines():
            sha256, name = line.split('  ', 1)
            self.assertEqual(hashlib.sha256((target / name).read_bytes()).hexdigest(), sha256, name)
        return json.loads((target / 'form.json').read_text())


class Forms(FormCase):
    def test_seven_forms_are_filled_and_complete_on_the_server(self):
        self.server.start()
        self.device.enrol(self.server)
        forms = self.forms()
        filed = {}
        for code, kind in KINDS.items():
            filed[code] = self.file(kind, code, self.fill(forms[code]))
        done = self.device.run('sync')
        self.assertEqual(done.returncode, 0, done.stderr)
        held = {report['report']: report['state'] for report in self.server.list()}
        self.assertEqual({held[report] for report in filed.values()}, {'complete'})

        for code, report in filed.items():
            body = json.loads(self.server.run('show', report, '--json'))['body']
            self.assertEqual(body['form'], {'code': code, 'version': forms[code]['version']})
            self.assertEqual(body['fields'], self.fill(forms[code]))
            told = self.export(report)
            said = {field['code'] for field in told['fields']}
            self.assertLessEqual(set(self.fill(forms[code])), said)
        self.assertEqual(self.device.run('verify').returncode, 0)

    def test_a_receipt_is_issued_from_a_report_of_the_public(self):
        report = self.file('public_report', 'form_b1_laporan', self.fill(self.forms()['form_b1_laporan']))
        for code, title in (('form_b3', 'Tanda Bukti Penyampaian Laporan'), ('form_b3_1', 'Tanda Bukti Perbaikan Laporan')):
            told = self.ktg('show', report, '--form', code, language='id')
            self.assertIn(title, told)
            self.assertIn('Nama: Ani', told)
            self.assertIn('Kata reporter_birth_place, 12 Nov 2024', told)
            self.assertIn('Penerima laporan: …', told)
        self.assertEqual(self.device.run('show', report, '--form', 'form_a_pemilu').returncode, 1)
        other = self.file('finding', 'form_b2_temuan', {})
        self.assertEqual(self.device.run('show', other, '--form', 'form_b3').returncode, 1)

    def test_what_a_field_cannot_say_is_named(self):
        self.refuse('form_cegah', {'colour': 'red'}, 'fields.colour')
        self.refuse('form_cegah', {'form': 'magic'}, 'risk_map')
        self.refuse('form_cegah', {'purpose': ['a']}, 'fields.purpose')
        self.refuse('form_cegah', {'purpose': 7}, 'fields.purpose')
        self.refuse('form_cegah', {'officers': ['Siti']}, 'fields.officers')
        self.refuse('form_cegah', {'place': 'Balai'}, 'place.words')
        self.refuse('form_cegah', {'signature': 'x'}, 'fields.signature')
        self.refuse('form_x', {}, 'form.code')
        self.refuse('form_b3', {}, 'form.code', kind='public_report')
        self.refuse('form_cegah', {}, 'form.code', kind='lhp')
        self.refuse('integrity_pact', {'n_signed': 'many'}, 'fields.n_signed', kind='integrity_pact')
        self.refuse('integrity_pact', {'pledge_read': 'maybe'}, 'fields.pledge_read', kind='integrity_pact')
        self.assertEqual(self.device.status()['queued'], 0)

    def test_a_report_whose_form_nobody_knows_is_kept_and_shown(self):
        fields = {'title': 'Rapat Ngampilan', 'n_present': 40, 'agencies': ['Dinas Sosial', 'Kecamatan']}
        report = self.file('meeting', 'activity', fields)
        poorer = self.folder / 'poorer'
        shutil.copytree(self.packs, poorer)
        for path in poorer.glob('activity-*.json'):
            path.unlink()
        told = self.ktg('show', report, packs=poorer)
        for words in ('activity 2026-11.2', 'title: Rapat Ngampilan', 'n_present: 40', 'agencies: Dinas Sosial; Kecamatan'):
            self.assertIn(words, told)
        self.assertEqual(json.loads(self.ktg('show', report, '--json', packs=poorer))['body']['fields'], fields)

    def test_what_a_newer_version_said_is_amended_shown_and_delivered(self):
        self.server.start()
        self.device.enrol(self.server)
        newer = {**SPINE, 'form': {'code': 'form_cegah', 'rev': 7}, 'times': {**SPINE['times'], 'filed': '2024-11-12'},
                 'kind': 'prevention', 'place': {**SPINE['place'], 'altitude': 113.25},
                 'persons': [{**SPINE['persons'][0], 'passport': 'X 123'}, *SPINE['persons'][1:]],
                 'weather': {'rain': [], 'sky': None}, 'words': 'hidden', 'state': 'hidden'}
        path = self.folder / 'newer.json'
        path.write_text(json.dumps(newer))
        report = self.write('file', path).strip()
        self.write('amend', report, 'Diamati lagi.')
        told = self.ktg('show', report)
        for words in ('form.rev (unknown to this version): 7', 'place.altitude (unknown to this version): 113.25',
                      'persons[0].passport (unknown to this version): X 123', 'state (unknown to this version): hidden',
                      'weather (unknown to this version): {"rain":[],"sky":null}'):
            self.assertIn(words, told)
        self.assertIn('place.altitude (tidak dikenal versi ini): 113.25', self.ktg('show', report, language='id'))
        self.assertNotIn('hidden', self.ktg('list', '--json'))
        self.assertEqual(json.loads(self.ktg('list', '--find', 'hidden', '--json')), [])
        self.assertEqual(json.loads(self.ktg('show', report, '--json'))['body']['weather'], newer['weather'])

        self.assertEqual(self.device.run('sync').returncode, 0)
        shown = json.loads(self.server.run('show', report, '--json'))
        given = {key: shown['body'][key] for key in ('number', 'times')}
        self.assertEqual(shown['body'], {**newer, 'account': 'Diamati lagi.', **given})
        self.assertNotEqual(shown['state'], 'hidden')
        self.assertNotIn('hidden', json.dumps(self.server.list()))
        self.assertNotIn('hidden', json.dumps(self.export(report)))
        self.assertEqual(self.device.run('verify').returncode, 0)

    def test_a_bad_form_takes_nothing_else_with_it(self):
        bad = json.loads((self.packs / 'activity-2026-11.json').read_text())
        bad['version'] = '2026-01'
        bad['fields'][0]['type'] = 'colour'
        self.write_pack(bad)
        unlisted = json.loads((self.packs / 'form_cegah-2023-03.json').read_text())
        unlisted['form'], unlisted['fields'][0]['list'] = 'form_unlisted', 'colours'
        self.write_pack(unlisted)
        done = self.device.run('forms', '--json')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr.strip(), 'ktg: 2 packs of the program cannot be read; “ktg packs” names them. Install the program again.')
        self.assertEqual(len(json.loads(done.stdout)), 9)
        left_out = ' '.join(json.loads(self.ktg('packs', '--json'))['left_out'])
        self.assertIn('fields[0].type: must be one of', left_out)
        self.assertIn('no pack has the list colours', left_out)


class ANewPack(FormCase):
    """A field more, and a whole new form: nothing but two files."""

    def setUp(self):
        super().setUp()
        self.server.start()
        self.device.enrol(self.server)
        new_forms.add_to(self.packs)

    def both(self, *words):
        return self.ktg(*words, language='id'), self.ktg(*words, language='en')

    def assert_both(self, words, indonesian, english):
        told = self.both(*words)
        for language, expected in zip(told, (indonesian, english)):
            for each in expected:
                self.assertIn(each, language)

    def test_the_forms_are_listed_in_both_languages(self):
        self.assert_both(('forms', 'form_cegah'), ['Warna spanduk', 'blue: Biru', 'syarat materiel'],
                         ['Colour of the banner', 'blue: Blue', 'material requirement'])
        self.assert_both(('forms', 'form_patrol'), ['Formulir Patroli', 'Bertemu warga', 'hanya bila met adalah yes'],
                         ['Patrol form', 'Met people', 'only if met is yes', 'stands in place.words'])

    def test_a_new_field_is_filed_shown_found_and_exported(self):
        self.refuse('form_cegah', {'banner_colour': 'green'}, 'red, blue')
        without = self.file('prevention', 'form_cegah', {})
        report = self.file('prevention', 'form_cegah', {'banner_colour': 'blue'})
        self.assert_both(('show', report), ['Warna spanduk: Biru'], ['Colour of the banner: Blue'])
        self.assertIn('Formal 0/4 · Material 4/12', self.ktg('show', without))
        self.assertIn('Formal 0/4 · Material 5/12', self.ktg('show', report))
        for words in ('biru', 'BLUE'):
            self.assertEqual([each['report'] for each in json.loads(self.ktg('list', '--find', words, '--json'))], [report])
        self.assertEqual(self.device.run('sync').returncode, 0)
        told = [field for field in self.export(report)['fields'] if field['code'] == 'banner_colour']
        self.assertEqual(told[0]['name'], {'id': 'Warna spanduk', 'en': 'Colour of the banner'})
        self.assertEqual(told[0]['chosen'], [{'id': 'Biru', 'en': 'Blue'}])

    def test_a_new_form_is_filed_shown_found_and_exported(self):
        report = self.file('supervision_activity', 'form_patrol', {'crew': 'Regu Melati', 'met': 'yes', 'route': ['Balai', 'Pasar']})
        self.assert_both(('show', report), ['Formulir Patroli', 'Bertemu warga: Ya', 'Rute: Balai; Pasar'],
                         ['Patrol form', 'Met people: Yes', 'Formal 1/1 · Material 0/1'])
        self.assertEqual([each['report'] for each in json.loads(self.ktg('list', '--find', 'melati', '--json'))], [report])
        self.assertEqual(json.loads(self.ktg('list', '--find', 'mawar', '--json')), [])
        self.assertEqual(self.device.run('sync').returncode, 0)
        told = self.export(report)
        self.assertEqual(told['form'], {'code': 'form_patrol', 'version': '2026-02',
                                        'title': {'id': 'Formulir Patroli', 'en': 'Patrol form'}})
        self.assertEqual([field['code'] for field in told['fields']], ['crew', 'met', 'route', 'where'])

    def test_what_is_not_said_is_what_the_form_says(self):
        report = self.file('supervision_activity', 'form_patrol', {'crew': 'Regu Melati'})
        self.assertEqual(json.loads(self.ktg('show', report, '--json'))['body']['fields'], {'crew': 'Regu Melati', 'met': 'no'})
        self.assertIn('Formal 1/1 · Material 0/0', self.ktg('show', report))


main()
