# test-paper.py - what is on paper is what the report says, all of it, and nothing beside it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import errno
import hashlib
import itertools
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from packs import in_order, newest, read_newest  # noqa: E402
from processes import BUILD, ENVIRONMENT, PACKS, SHARE, Device, main, make_photo, wait_until  # noqa: E402
from sheet import Sheet, squeeze  # noqa: E402
from small_disk import SmallDisk  # noqa: E402

SHIM = os.environ.get('KTG_SHIM')
FORMS = {'form_a_pemilu': 'lhp', 'form_a_pilkada': 'lhp', 'form_b1_laporan': 'public_report', 'form_b2_temuan': 'finding',
         'form_cegah': 'prevention', 'activity': 'meeting', 'integrity_pact': 'integrity_pact'}
ISSUED = {'form_b3': 'form_b1_laporan', 'form_b3_1': 'form_b1_laporan'}
SPINE = {'place': {'words': 'Balai Notoprajan', 'polling_place': 12},
         'times': {'happened': '2024-11-12T19:30:00+07:00', 'known': '2024-11-13'}, 'violations': ['KE-05'],
         'persons': [{'role': 'reported', 'name': 'B. Santoso', 'address': 'Gang Mawar', 'phone': '08139998', 'nip': '1970010119900310'},
                     {'role': 'reporter', 'name': 'Ani Lestari', 'address': 'Ngampilan 3', 'phone': '0812777', 'email': 'ani@example.id'},
                     {'role': 'witness', 'name': 'Budi', 'address': 'Jalan Kenanga'},
                     {'role': 'witness', 'name': 'Cici'}],
         'account': 'Berfoto bersama bakal calon.\nMengacungkan dua jari.'}
# What stands in the report's own places, as paper says it; a place that is not here is asked for by its name alone.
SAID = {'place.words': 'Balai Notoprajan', 'account': SPINE['account'], 'persons.reported.address': 'Gang Mawar',
        'persons.reporter.name': 'Ani Lestari', 'persons.reporter.address': 'Ngampilan 3', 'persons.reporter.phone': '0812777',
        'persons.reporter.email': 'ani@example.id', 'persons.reported.phone': '08139998', 'place.polling_place': '12'}
PERSONS = {'persons.reported': 'B. Santoso, NIP 1970010119900310', 'persons.witness': '1. Budi, Jalan Kenanga 2. Cici'}
WORDS = {'text': 'Kata', 'long_text': 'Kata panjang', 'date': '2024-11-12', 'time': '19:30', 'yes_no': 'yes', 'number': '12',
         'date_time': '2024-11-12T19:30:00+07:00', 'region': '34.71.06.1002'}
SHOWN = {'date': '12 Nov 2024', 'time': '19.30', 'number': '12'}
# Where sanitizers look on, each photo costs a start of what decodes; Indonesian words are the longer ones.
MANY = 40 // SHARE
LANGUAGES = ('id', 'en') if SHARE == 1 else ('id',)
ON_SHEET = {'id': f'{MANY} berkas, pada lembar bukti di bawah', 'en': f'{MANY} files, on the evidence sheet below'}
MASKED = {'id': '[disamarkan]', 'en': '[masked]'}


def value_of(field):
    """Something that this field can say."""
    if field['type'] == 'persons':
        return [{'name': f'{field["code"]} satu', 'position': 'Ketua'}, {'name': f'{field["code"]} dua'}]
    if field['type'] == 'choice':
        return field.get('options', [{}])[-1].get('code')
    if field['type'] == 'choices':
        return [choice['code'] for choice in field.get('options', [])[:2]]
    if field['type'] == 'words':
        return [f'{field["code"]} a', f'{field["code"]} b']
    if field['type'] in ('text', 'long_text'):
        return f'{WORDS[field["type"]]} {field["code"]}'
    return WORDS[field['type']]


def fill(form):
    values = {field['code']: value_of(field) for field in form['fields'] if 'spine' not in field and field['type'] != 'signature'}
    return {code: value for code, value in values.items() if value}


def is_asked(form, field):
    """Where fill() says what it waits for."""
    wait, values = field.get('shown_if'), fill(form)
    if wait is None:
        return True
    value = values.get(wait['field'], [])
    return wait['is'] in (value if isinstance(value, list) else [value])


def shown_of(field, language):
    """What paper says of what value_of() gives; [] where it is enough that its name is there."""
    value = value_of(field)
    if field['type'] == 'persons':
        return [f'1. {field["code"]} satu, Ketua', f'2. {field["code"]} dua']
    if field['type'] in ('choice', 'choices'):
        names = {option['code']: option['name'][language] for option in field.get('options', [])}
        return ['; '.join(names[code] for code in ([value] if field['type'] == 'choice' else value) if code)]
    if field['type'] == 'words':
        return ['; '.join(value)]
    if field['type'] == 'yes_no':
        return [{'id': 'Ya', 'en': 'Yes'}[language]]
    if field['type'] in ('text', 'long_text'):
        return [value]
    return [SHOWN[field['type']]] if field['type'] in SHOWN else []


def said_of(form, field, language, is_named, n_files):
    """What paper says behind the name of a field; None where that is not known here."""
    if field['type'] == 'evidence':
        return {0: '–', MANY: ON_SHEET[language]}.get(n_files)
    if field.get('secret') and not is_named:
        return MASKED[language]
    if 'spine' in field:
        said = {**SAID, **PERSONS}.get(field['spine'])
        return said.replace(', Jalan Kenanga', '') if said and 'parts' in field and 'address' not in field['parts'] else said
    return None if 'issued_from' in form else ''.join(shown_of(field, language)) or None


def parts_of(form, language, is_named, n_files):
    """All that a form has on paper where every field says something, and nothing between; None: something that is not known here."""
    number = None
    for section in form['sections']:
        fields = [field for field in form['fields'] if field.get('section') == section['code'] and field.get('prints', True)
                  and is_asked(form, field)]
        if fields:
            yield (f'{section["code"]}. ' if re.fullmatch(r'[IVXLC]+|\d+', section['code']) else '') + section['name'][language]
            number = None
        for field in fields:
            if field['type'] == 'signature':
                yield field['name'][language]
                continue
            said = said_of(form, field, language, is_named, n_files)
            yield (field['number'] if field.get('number') not in (None, number) else '') + field['name'][language]
            number = field.get('number')
            if field['type'] != 'long_text' or said is None or said == MASKED[language]:
                yield ':'
            yield said


def full_pipe():
    """Its two ends. Who writes a word into it waits until somebody reads."""
    hears, says = os.pipe()
    os.set_blocking(says, False)
    try:
        while True:
            os.write(says, b'\n' * 4096)
    except BlockingIOError:
        os.set_blocking(says, True)
    return hears, says


class Papers(unittest.TestCase):
    """One device for all: what is filed stays."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='kentongan-paper-'))
        cls.device = Device(cls.folder)
        cls.forms = {code: read_newest(PACKS, code) for code in [*FORMS, *ISSUED]}
        cls.photo = make_photo(cls.folder / 'foto balai.jpg', 160, 120)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def ktg(self, *words, language='en', exit=0, **environment):
        device = Device(self.folder, environment={**ENVIRONMENT, 'LANGUAGE': language, **environment})
        done = device.run(*words)
        self.assertEqual(done.returncode, exit, done.stderr)
        return done.stdout if exit == 0 else done.stderr

    def file(self, code, *photos, **more):
        body = {**SPINE, 'kind': FORMS[code], 'form': {'code': code, 'version': self.forms[code]['version']},
                'fields': fill(self.forms[code]), **more}
        path = self.folder / 'body.json'
        path.write_text(json.dumps(body))
        return self.device.file(path, *photos)

    def print(self, report, *words, language='en'):
        path = self.folder / 'paper.pdf'
        path.unlink(missing_ok=True)
        self.ktg('print', report, *words, path, language=language)
        return Sheet(path)

    def photos(self, n_photos):
        """Each another file, and all alike to look at."""
        paths = []
        for i in range(n_photos):
            path = self.folder / f'IMG_{i:04}.jpg'
            path.write_bytes(self.photo.read_bytes() + b'%d' % i)
            paths.append(path)
        return paths

    def version(self, report):
        return json.loads(self.ktg('show', report, '--json'))['version']

    def check_margins(self, sheet):
        self.assertEqual(sheet.outside(), [])

    def check_pages(self, sheet, language):
        n_pages = len(sheet.pages)
        for i, page in enumerate(sheet.pages, 1):
            self.assertIn(f'Halaman {i} dari {n_pages}' if language == 'id' else f'Page {i} of {n_pages}', page)

    def check_form(self, report, code, language, is_named, n_files):
        sheet = self.print(report, '--form', code, *(['--named'] if is_named else []), language=language)
        form = self.forms[code]
        self.assertIsNone(sheet.find_in_order([*form['title']['id'].split(': '), form['sections'][0]['name'][language]]))
        parts = list(parts_of(form, language, is_named, n_files))
        numbers = {field['number'] for field in form['fields'] if 'number' in field}
        self.assertIsNone(sheet.find_exactly(parts, numbers), f'{code} {language}\n{sheet.text()}')
        self.check_pages(sheet, language)
        self.check_margins(sheet)
        self.check_signatures(sheet, form, language)
        return sheet

    def check_signatures(self, sheet, form, language):
        """Nobody signs a page on which nothing else stands."""
        for field in form['fields']:
            if field['type'] == 'signature':
                pages = [page for page in sheet.pages
                         if any(field['name'][language] in line and ' : ' not in line for line in page.split('\n'))]
                self.assertTrue(pages, field['name'])
                self.assertTrue(all(' : ' in page for page in pages), field['name'])


class Form(Papers):
    def test_every_form_says_what_was_written_in_its_order(self):
        for i, code in enumerate(FORMS):
            n_files = MANY if code in ISSUED.values() else i % 2
            report = self.file(code, *self.photos(n_files))
            for language in LANGUAGES:
                self.check_form(report, code, language, is_named=language == 'id', n_files=n_files)

    def test_a_receipt_is_filled_from_the_report(self):
        report = self.file('form_b1_laporan', self.photo)
        for code in ISSUED:
            for language in LANGUAGES:
                sheet = self.check_form(report, code, language, is_named=True, n_files=1)
                self.assertEqual(sum(sheet.n_pictures()), 0)
                self.assertIn(hashlib.sha256(self.photo.read_bytes()).hexdigest(), sheet.body())
        self.assertIn('is no form of this report', self.ktg('print', report, '--form', 'form_cegah', self.folder / 'x.pdf', exit=1))

    def test_what_is_secret_is_masked_unless_it_is_asked_for(self):
        report = self.file('form_b1_laporan')
        secrets = [SAID[field['spine']] if 'spine' in field else ''.join(shown_of(field, 'id'))
                   for field in self.forms['form_b1_laporan']['fields']
                   if field.get('secret') and field.get('prints', True)]
        self.assertGreater(len(secrets), 4)
        masked, named = self.print(report, language='id'), self.print(report, '--named', language='id')
        for secret in secrets:
            if secret != SHOWN['date']:
                self.assertNotIn(squeeze(secret), masked.body())
            self.assertIn(squeeze(secret), named.body())
        self.assertIn('Data pribadi di halaman ini disamarkan', masked.pages[0])
        self.assertNotIn('disamarkan', named.text())

    def test_a_section_in_which_nothing_is_said_says_so(self):
        none = self.file('form_a_pemilu', violations=[], persons=[], fields={'has_violation': 'no'})
        sheet = self.print(none, language='id')
        names = [section['name']['id'] for section in self.forms['form_a_pemilu']['sections']]
        for name in names[3:5]:
            self.assertIn(squeeze(name + 'Nihil'), sheet.body())
        pilkada = self.forms['form_a_pilkada']['sections']
        sheet = self.print(self.file('form_a_pilkada', violations=[], persons=[], fields={'has_violation': 'no'}), language='id')
        self.assertIn(squeeze(pilkada[4]['name']['id'] + 'Nihil'), sheet.body())
        # Whoever was not asked, or said nothing, said nothing: a dash.
        self.assertIn(squeeze(pilkada[5]['name']['id'] + '–'), sheet.body())
        self.assertNotIn(squeeze(pilkada[0]['name']['id'] + 'Nihil'), sheet.body())
        self.assertEqual(sheet.body().count('Nihil'), 1)
        # Whoever did not answer the question, and told of a suspicion, is not said to have found none.
        told = self.print(self.file('form_a_pemilu', fields={}), language='id')
        self.assertNotIn(squeeze(names[3] + 'Nihil'), told.body())
        self.assertIn('B.Santoso', told.body())

    def test_it_says_who_what_and_under_which_rules(self):
        report = self.file('form_a_pemilu')
        sheet = self.print(report, language='id')
        version = self.version(report)
        number = json.loads(self.ktg('show', report, '--json'))['number']
        for words in (number, report, version, 'Menunggu', 'form_a_pemilu' + self.forms['form_a_pemilu']['version']):
            self.assertIn(squeeze(words), squeeze(sheet.pages[0]))
        self.assertIn(f'Title:           {number} · Formulir Model A', sheet.info())
        if os.environ['KTG_HAS_CODES'] == '1':
            self.assertEqual(sheet.codes(self.folder), [f'kentongan:report/{report}/event/{version}'])
        self.assertRegex(sheet.info(), r'Tagged: +yes')
        told = subprocess.run(['pdfinfo', '-struct', sheet.path], capture_output=True, text=True)
        self.assertTrue(told.stdout.startswith('Document\n'), told.stdout)
        self.assertIn('H1', told.stdout)
        self.assertEqual(told.stderr, '')


class Evidence(Papers):
    def test_many_photos_keep_their_words_and_their_hashes(self):
        photos = self.photos(MANY)
        report = self.file('form_b2_temuan', *photos)
        sheet = self.print(report, language='id')
        self.check_margins(sheet)
        self.check_pages(sheet, 'id')
        self.assertEqual(sum(sheet.n_pictures()), MANY)
        self.assertLessEqual(max(sheet.n_pictures()), 2)
        annex = [i for i, page in enumerate(sheet.pages) if 'Lampiran: foto dan berkas' in page][0]
        for i, photo in enumerate(photos):
            sha256 = subprocess.run(['sha256sum', photo], capture_output=True, text=True).stdout.split()[0]
            pages = [j for j, page in enumerate(sheet.pages) if sha256 in squeeze(page)]
            own = [j for j in pages if j >= annex]
            self.assertEqual(len(own), 1, photo)
            self.assertEqual(len(pages), 2, photo)
            self.assertIn(f'{i + 1}. {photo.name}', sheet.pages[own[0]])
        listed = [page for page in sheet.pages[:annex] if '.jpg' in page and 'Ukuran' in page]
        self.assertGreater(len(listed), 1)
        self.assertEqual(listed, [page for page in sheet.pages[:annex] if re.search(r'^([0-9a-f]{8} ?){8}$', page, re.M)])
        for page in sheet.pages:
            last = page.strip().split('\n')[-2]
            self.assertNotIn(last, ('Lembar bukti', 'Lampiran: foto dan berkas'))
            self.assertNotRegex(last, r'^\d+\. IMG_')
        told = json.loads(self.ktg('show', report, '--json'))
        self.assertIn('printed', {entry['act'] for entry in told['files'][0]['custody']})

    def test_memory_does_not_grow_with_the_photos(self):
        big = make_photo(self.folder / 'big.jpg', 7304, 5478, quality=60) if SHARE == 1 else self.photo
        paths = []
        for i in range(8):
            path = self.folder / f'big-{i}.jpg'
            path.write_bytes(big.read_bytes() + b'%d' % i)
            paths.append(path)
        few, many = self.peak_kib(self.file('form_b2_temuan', *paths[:2])), self.peak_kib(self.file('form_b2_temuan', *paths))
        # The address sanitizer keeps what was freed for a while.
        self.assertLess(many, few + (1024 if SHARE == 1 else 256 * 1024))

    def peak_kib(self, report):
        """Of the program that draws; what decodes is another. Nobody hears where the PDF is until that was looked at."""
        path = self.folder / 'paper.pdf'
        path.unlink(missing_ok=True)
        hears, says = full_pipe()
        process = subprocess.Popen(self.device.command('print', report, path), stdout=says, env=self.device.environment)
        os.close(says)
        wait_until(lambda: path.exists() or process.poll() is not None, 60)
        told = pathlib.Path(f'/proc/{process.pid}/status').read_text()
        with open(hears, 'rb') as words:
            self.assertIn(b'paper.pdf', words.read())
        self.assertEqual(process.wait(), 0)
        return int(re.search(r'VmHWM:\s+(\d+) kB', told)[1])

    def test_what_cannot_be_shown_says_so(self):
        broken, paper = self.folder / 'rusak.jpg', self.folder / 'surat.pdf'
        broken.write_bytes(self.photo.read_bytes()[:300])
        paper.write_bytes(b'%PDF-1.4\n1 0 obj\n<<>>\nendobj\n')
        gone = self.folder / 'hilang.jpg'
        gone.write_bytes(self.photo.read_bytes() + b'gone')
        freed = self.folder / 'lepas.jpg'
        freed.write_bytes(self.photo.read_bytes() + b'freed' * 100)
        report = self.file('form_b2_temuan', broken, paper, gone, freed)
        sha256 = hashlib.sha256(gone.read_bytes()).hexdigest()
        held = [path for path in (self.folder / 'device' / 'files').rglob('*') if path.is_file()]
        told = json.loads(self.ktg('show', report, '--json'))
        self.assertIn(sha256, [file['sha256'] for file in told['files']])
        for path in sorted(held, key=lambda path: path.stat().st_mtime)[-6:]:
            if abs(path.stat().st_size - gone.stat().st_size) < 200:
                path.unlink()
        self.free(freed.stat().st_size)
        sheet = self.print(report)
        self.assertIn('This file cannot be shown on paper', sheet.text())
        self.assertIn('This kind of file is not put on paper', sheet.text())
        self.assertIn('The original cannot be shown here; this is its preview.', sheet.text())
        self.assertIn('The original is not on this device; this is its preview.', sheet.text())
        self.assertEqual(sum(sheet.n_pictures()), 2)

    def free(self, size_bytes):
        """As if the server had long had it, and the officer had given its room back."""
        database, = (self.folder / 'device').glob('store.db')
        with sqlite3.connect(database) as ledger:
            done = ledger.execute('UPDATE file SET is_here = 0, freed_us = 1 WHERE size_bytes = ?', (size_bytes,))
            self.assertEqual(done.rowcount, 1)
        ledger.close()


class Words(Papers):
    def test_what_is_long_or_strange_breaks_and_is_whole(self):
        letters, name = 'abcdefghij' * 2000, 'Nama' * 75
        report = self.file('form_b1_laporan', account=letters,
                           persons=[{'role': 'reporter', 'name': name}, {'role': 'reported', 'name': 'محمد الأمين'}])
        sheet = self.print(report, language='id')
        self.check_margins(sheet)
        self.assertIn(letters, sheet.body())
        self.assertIn(name, sheet.body())
        self.assertGreater(len(sheet.pages), 4)
        long = self.folder / ('f' * 200 + '.jpg')
        long.write_bytes(self.photo.read_bytes())
        self.check_margins(self.print(self.file('form_b2_temuan', long)))

    def test_a_letter_that_no_font_has_is_said_and_no_box(self):
        plain, strange = self.print(self.file('form_b2_temuan')), self.print(self.file('form_b2_temuan', account='Kata \U0010fffd \ufdd0.'))
        self.assertIn('Kata[U+10FFFD][U+FDD0].', strange.body())
        self.assertNotIn('stands for a letter that cannot be shown', plain.text())
        self.assertIn('stands for a letter that cannot be shown. The report itself has it.', strange.text())

    def test_what_turns_words_round_stands_as_its_number_and_turns_none(self):
        """What is signed keeps it."""
        name, place, account = 'Budi\u202e0187 ,asaK', 'Balai\u2067\u061cDesa', 'Satu\u202edua.\u202aTiga\u2066\u2028محمد\u200f'
        report = self.file('form_b2_temuan', place={'words': place}, account=account, on_behalf_of='Ani\u202eBudi',
                           persons=[{'role': 'reported', 'name': name + '\n2. Joko', 'nip': '1970'}, {'role': 'witness', 'name': 'Budi\u202e'},
                                    {'role': 'witness', 'name': 'Cici\u200b'}])
        told = json.loads(self.ktg('show', report, '--json'))
        self.assertEqual(told['body']['account'], account)
        self.assertEqual(told['body']['persons'][0]['name'], name + '\n2. Joko')
        for language in LANGUAGES:
            sheet = self.print(report, '--named', language=language)
            text = sheet.body() + sheet.info() + self.ktg('show', report, language=language)
            self.assertIsNone(re.search('[\u061c\u200b\u200f\u2028\u202a\u202e\u2066\u2067]', text)) # pdftotext has its own around Arabic
            for words in ('Budi[U+202E]0187,asaK2.Joko,NIP1970', 'Balai[U+2067][U+061C]Desa', 'Satu[U+202E]dua.[U+202A]Tiga[U+2066]',
                          'Ani[U+202E]Budi', '1.Budi[U+202E]', '2.Cici[U+200B]'):
                self.assertIn(words, sheet.body())
            self.assertIn({'id': 'nomor seperti [U+202E] menggantikan huruf yang tidak dapat ditampilkan. Di laporannya huruf itu ada.',
                           'en': 'cannot be shown. The report itself has it.'}[language], sheet.text())
            self.assertIn('محمد', re.sub('[\u202b\u202c]', '', sheet.body()))
            self.check_margins(sheet)


class Recap(Papers):
    """What was counted, and the list for who is above."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.name = 'Nama' * 75
        for i in range(6):
            cls.device.file(cls.write(cls, i))

    def write(self, i):
        path = self.folder / 'body.json'
        path.write_text(json.dumps({'kind': 'lhp', 'place': {'region': '34.71.07.1002', 'words': f'Balai {i}'}, 'violations': ['KE-05'][:i % 2],
                                    'times': {'happened': f'2024-11-{10 + i}T19:00:00+07:00'}, 'account': 'Rahasia.',
                                    'persons': [{'role': 'reported', 'name': self.name, 'position': 'Lurah'}][:i]}))
        return path

    def put(self, *words, language):
        path = self.folder / 'recap.pdf'
        path.unlink(missing_ok=True)
        self.ktg('rekap', '--pdf', path, *words, language=language)
        sheet = Sheet(path)
        self.check_margins(sheet)
        self.check_pages(sheet, language)
        return sheet

    def told(self, language):
        """What `ktg rekap` says, each part named once and its number behind the name."""
        sentence, *rows, beside = self.ktg('rekap', language=language).strip().split('\n')
        words, last = [], None
        for row in rows:
            number, part, name = re.fullmatch(r' *(\d+)  (.*?) · (.*)', row).groups()
            words += [name, number] if part == last else [part, {'id': 'Laporan', 'en': 'Reports'}[language], name, number]
            last = part
        return sentence, words, beside

    def test_the_paper_says_what_the_terminal_says(self):
        for language in LANGUAGES:
            sheet = self.put(language=language)
            sentence, words, beside = self.told(language)
            self.assertGreater(len(words), 50)
            self.assertIsNone(sheet.find_in_order([sentence, *words, beside]), sheet.text())
            self.assertIn(squeeze(''.join(words[:12])), sheet.body())
            self.assertIn('10 Nov 2024', words)
            self.assertTrue(any(word.endswith('Wirobrajan (34.71.07.1002)') for word in words))

    def test_who_is_above_gets_a_row_for_each_report_and_no_word_of_its_own(self):
        sheet = self.put('--reports', language='id')
        numbers = [one['number'] for one in json.loads(self.ktg('list', '--json'))]
        self.assertEqual(len(numbers), 6)
        self.assertEqual([sheet.body().count(squeeze(number)) for number in numbers], [1] * 6)
        self.assertEqual(sheet.body().count(self.name + ',Lurah'), 5)
        self.assertEqual(sheet.body().count('15Nov2024'), 1)
        self.assertNotIn('Rahasia', sheet.body())
        heads = [squeeze(page).count('NomorHariJenislaporanTempatTerlaporKeadaanBataswaktu') for page in sheet.pages]
        self.assertGreater(len(heads), 1)
        self.assertEqual(heads, [1] * len(heads))

    def test_what_a_pack_keeps_secret_is_masked_in_the_list(self):
        form = json.loads(newest(PACKS, 'form_a_pemilu').read_text())
        for field in form['fields']:
            field['secret'] = field.get('spine') in ('persons.reported', 'place.words')
        packs = self.folder / 'packs'
        shutil.copytree(PACKS, packs, dirs_exist_ok=True)
        (packs / newest(PACKS, 'form_a_pemilu').name).write_text(json.dumps(form))
        told = {}
        for named in ([], ['--named']):
            path = self.folder / f'list{len(named)}.pdf'
            self.ktg('rekap', '--reports', '--pdf', path, *named, language='id', KENTONGAN_PACKS=str(packs))
            told[len(named)] = Sheet(path)
        self.assertNotIn(self.name, told[0].body())
        self.assertEqual(told[0].body().count('[disamarkan]'), 11)
        self.assertIn('Data pribadi di halaman ini disamarkan', told[0].pages[0])
        self.assertEqual(told[1].body().count(self.name), 5)
        self.assertNotIn('disamarkan', told[1].text())


class Place(Papers):
    def test_a_whole_file_or_none(self):
        report = self.file('form_b2_temuan', *self.photos(6))
        there = self.folder / 'asli.pdf'
        there.write_bytes(b'original')
        self.assertIn('is there already', self.ktg('print', report, there, exit=1))
        self.assertEqual(there.read_bytes(), b'original')
        self.assertIn('cannot be written to', self.ktg('print', report, '/proc/paper.pdf', exit=1))
        link, elsewhere = self.folder / 'link.pdf', self.folder / 'elsewhere.pdf'
        link.symlink_to(elsewhere)
        for path, told in ((self.folder / 'no' / 'paper.pdf', 'This folder is not there.'), (link, 'This name is a link to another place'),
                           (self.device.profile, 'In this folder Kentongan keeps the reports'), ('', 'It was not said where this goes.')):
            self.assertIn(told, self.ktg('print', report, path, exit=1))
        self.assertTrue(link.is_symlink() and not elsewhere.exists())
        with SmallDisk(self.folder / 'stick', 1) as disk:
            disk.fill(leave=16384)
            told = self.ktg('print', report, disk.path / 'paper.pdf', exit=1, language='id')
            self.assertEqual(told.strip(), 'ktg: Ruang tidak cukup. PDF tidak ditulis, dan laporan tetap apa adanya. '
                             'Kosongkan sedikit ruang, atau pilih folder lain.')
            self.assertEqual(os.listdir(disk.path), ['ballast'])
            disk.free()
            self.ktg('print', report, disk.path)
            self.assertEqual(len(os.listdir(disk.path)), 1)
            disk.close_to_writing()
            for language, told in (('id', 'Media ini hanya dapat dibaca.'), ('en', 'This medium can only be read.')):
                self.assertIn(told, self.ktg('print', report, disk.path / 'other.pdf', exit=1, language=language))

    if SHIM:
        def test_a_stick_that_is_pulled_out_leaves_a_whole_file_or_none(self):
            """At each step, until there is none that fails."""
            report = self.file('form_b2_temuan', self.photo)
            stick = self.folder / 'usb'
            stick.mkdir()
            for step in itertools.count(1):
                language = ('id', 'en')[step % 2]
                device = Device(self.folder, environment={**ENVIRONMENT, 'LANGUAGE': language, 'LD_PRELOAD': SHIM, 'KTG_SHIM_FOLDER': str(stick),
                                                          'KTG_SHIM_FAULT': f'once:{step}:{errno.EIO}'})
                done = device.run('print', report, stick / 'paper.pdf')
                if done.returncode == 0:
                    break
                told = {'id': 'Disk atau stik tidak menjawab lagi. PDF tidak ditulis, dan laporan tetap apa adanya.',
                        'en': 'The disk or stick does not answer any more. No PDF was written, and your reports are as they were.'}
                self.assertIn(told[language], done.stderr)
                self.assertEqual(os.listdir(stick), [])
            self.assertGreater(step, 3)
            self.assertEqual(os.listdir(stick), ['paper.pdf'])
            self.check_pages(Sheet(stick / 'paper.pdf'), language)

    def test_a_draft_and_a_practice_report_say_what_they_are(self):
        device = Device(self.folder, name='practice', environment={**ENVIRONMENT, 'LANGUAGE': 'id'})
        self.assertEqual(device.run('practice').returncode, 0)
        listed = json.loads(device.run('list', '--json').stdout)
        withdrawn = [one for one in listed if json.loads(device.run('show', one['report'], '--json').stdout).get('withdrawn')]
        drafts, queued = ([one for one in listed if one['state'] == state] for state in ('draft', 'queued'))
        for state, (report, *_), words in (('draft', drafts, ' · DRAF: belum ditandatangani dan belum diajukan'),
                                           ('withdrawn', withdrawn, ' · DICABUT'), ('queued', queued, '')):
            path = self.folder / f'{state}.pdf'
            done = device.run('print', report['report'], path)
            self.assertEqual(done.returncode, 0, done.stderr)
            for page in Sheet(path).pages:
                self.assertEqual(page.split('\n')[0], 'LATIHAN: semua isinya rekaan' + words)


if __name__ == '__main__':
    main()
