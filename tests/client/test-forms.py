# test-forms.py - each form of the packs is filled and filed by the names of its fields, and stands complete on the server
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import pathlib
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

from app import App, check, choose, describe, give_keyboard_to, keep_still, press_down, widen_window  # noqa: E402
from packs import in_order, read_newest  # noqa: E402
from processes import BUILD, Device, WorldCase, main  # noqa: E402

PACKS = pathlib.Path(os.environ['KENTONGAN_PACKS'])
ELSEWHERE = ('evidence', 'signature')
WORDS = {'text': 'Words of {}', 'long_text': 'A line of {}.\nAnother.', 'date': '12 Nov 2024', 'time': '19.30',
         'date_time': '12 Nov 2024 19.30', 'number': '12', 'words': 'First of {}\nSecond'}
SAID = {'date': '2024-11-12', 'time': '19:30', 'number': '12'}
PLACE = 'In front of the office'
ACCOUNT = 'What happened there.'
BOUND = {'place.words': [PLACE], 'account': [ACCOUNT]}
COMPLETE = 'The server has everything: the text and every file.'


def is_written(field):
    return 'spine' not in field and field['type'] not in ELSEWHERE


ALL = [form for form in (json.loads(path.read_text()) for path in in_order(PACKS)) if form.get('pack') == 'form']
FORMS = {form['form']: form for form in ALL if 'issued_from' not in form}


class Forms(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.device = Device(self.folder, 'profile')
        self.device.enrol(self.server)
        keep_still()
        self.app = App(BUILD / 'src' / 'client' / 'kentongan', self.folder / 'profile', LC_ALL='C.UTF-8', LANGUAGE='en')
        self.addCleanup(self.app.close)
        self.app.find_beginning()
        widen_window('Kentongan')
        give_keyboard_to('Kentongan')

    def choices(self, field):
        if 'options' in field:
            return [option['name']['en'] for option in field['options']]
        for path in reversed(in_order(PACKS)):
            pack = json.loads(path.read_text())
            lists = pack.get('lists', []) + [{'code': 'elections', 'choices': pack.get('elections', [])}]
            for choices in lists:
                if choices['code'] == field['list'] and choices['choices']:
                    return [choice['name']['en'] for choice in choices['choices']]
        return []

    def answer(self, form, field):
        """Which of its choices: the one that another field hangs on, else the first."""
        codes = [option['code'] for option in field.get('options', [])]
        awaited = [other['shown_if']['is'] for other in form['fields'] if other.get('shown_if', {}).get('field') == field['code']]
        return codes.index(awaited[0]) if awaited else 0

    def fill_field(self, form, field, section):
        name, kind = field['name']['en'], field['type']
        row = self.app.find('panel', name, within=section)
        if kind in WORDS:
            self.app.write(name, WORDS[kind].format(field['code']), within=row)
        elif kind == 'yes_no':
            press_down(self.app.find('push button', 'Yes', within=row))
        elif kind == 'choice':
            choose(self.app, name, self.choices(field)[self.answer(form, field)], within=row)
        elif kind == 'choices':
            check(self.app, self.choices(field)[0], within=row)
        elif kind == 'persons':
            self.app.press(f'+ {name}', within=row)
            self.app.write('Name', f'Somebody of {field["code"]}', within=row)
        else:
            self.fail(f'a field of the type {kind}')

    def fill_section(self, form, section):
        fields = [field for field in form['fields'] if field['section'] == section['code'] and is_written(field)]
        if not fields:
            return
        part = self.app.go_to(section['name']['en'])
        for field in fields:
            self.fill_field(form, field, part)

    def choose_form(self, code, form):
        kinds = [choice['name']['en'] for choices in read_newest(PACKS, 'forms')['lists'] if choices['code'] == 'kinds'
                 for choice in choices['choices'] if choice['code'] == form['kinds'][0]]
        self.app.begin_report()
        self.app.find('push button', 'Photo or File')
        part = self.app.go_to('Kind of Report')
        choose(self.app, 'Kind of report', kinds[0], within=part)
        others = sorted(other['form'] for other in FORMS.values() if form['kinds'][0] in other['kinds'])
        if len(others) > 1:
            choose(self.app, 'Form', form['title']['en'], within=part)

    def file_report(self):
        self.app.write('The place in your words', PLACE)
        self.app.write('Description of the event', ACCOUNT)
        self.app.sign(self.app.file_report())
        self.app.wait_for_words(COMPLETE)
        self.app.close()

    def exported(self):
        [report] = self.server.list()
        self.assertEqual(report['state'], 'complete')
        self.server.run('export', report['report'], self.folder / 'export')
        return report['report'], json.loads((self.folder / 'export' / 'form.json').read_text())

    def assert_said(self, form, field, value):
        kind, code = field['type'], field['code']
        if kind == 'words':
            self.assertEqual(value, [f'First of {code}', 'Second'])
        elif kind == 'persons':
            self.assertEqual(value, [{'name': f'Somebody of {code}'}])
        elif kind == 'choice':
            self.assertTrue(value)
            if 'options' in field:
                self.assertEqual(value, field['options'][self.answer(form, field)]['code'])
        elif kind == 'choices':
            self.assertEqual(len(value), 1)
            if 'options' in field:
                self.assertEqual(value, [field['options'][0]['code']])
        elif kind == 'yes_no':
            self.assertIn(value, (True, 'yes'))
        elif kind == 'date_time':
            self.assertTrue(value.startswith('2024-11-12T19:30'))
        else:
            self.assertEqual(str(value), SAID.get(kind, WORDS[kind].format(code)))

    def assert_issued(self, report, form):
        """On paper it says what it was given by the report it is issued from."""
        done = self.device.run('show', report, '--form', form['form'])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(form['title']['en'], done.stdout)
        self.assertIn('Words of reporter_birth_place, 12 Nov 2024', done.stdout)

    def play(self, code):
        form = FORMS[code]
        self.choose_form(code, form)
        for section in form['sections']:
            self.fill_section(form, section)
        self.file_report()
        report, told = self.exported()
        self.assertEqual((told['form']['code'], told['form']['version']), (code, form['version']))
        values = {field['code']: field['value'] for field in told['fields']}
        for field in form['fields']:
            if is_written(field):
                self.assert_said(form, field, values.get(field['code']))
            elif field.get('spine') in BOUND:
                self.assertEqual(values[field['code']], BOUND[field['spine']])
        for issued in ALL:
            if issued.get('issued_from') == code:
                self.assert_issued(report, issued)

    def try_form(self, code):
        try:
            self.play(code)
        except AssertionError:
            print('\n'.join('# ' + line for line in describe(self.app.root)))
            raise


def add_test(code):
    setattr(Forms, f'test_{code}_is_filled_and_filed', lambda self: self.try_form(code))


# The last of them are the longest.
for form_code in list(FORMS)[-int(os.environ['KTG_FORMS']):]:
    add_test(form_code)

main()
