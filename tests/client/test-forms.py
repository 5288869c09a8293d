# test-forms.py - each form of the packs is filled and filed by the names of its fields
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

from app import App, check, choose, describe, give_keyboard_to, press_button, widen_window  # noqa: E402
from processes import BUILD, main  # noqa: E402

PACKS = pathlib.Path(os.environ['KENTONGAN_PACKS'])
ELSEWHERE = ('evidence', 'signature')
WORDS = {'text': 'Words of {}', 'long_text': 'A line of {}.\nAnother.', 'date': '12 Nov 2024', 'time': '19.30',
         'date_time': '12 Nov 2024 19.30', 'number': '12', 'words': 'First of {}\nSecond'}
SAID = {'date': '2024-11-12', 'time': '19:30', 'number': '12'}


def read(name):
    [path] = PACKS.glob(f'{name}-2*.json')
    return json.loads(path.read_text())


def is_filled(form):
    return 'issued_from' not in form


def is_written(field):
    return 'spine' not in field and field['type'] not in ELSEWHERE


FORMS = {form['form']: form for form in (json.loads(path.read_text()) for path in sorted(PACKS.glob('*.json')))
         if form.get('pack') == 'form' and is_filled(form)}


class Forms(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-forms-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.app = App(BUILD / 'src' / 'client' / 'kentongan', self.folder / 'profile', LC_ALL='C.UTF-8', LANGUAGE='en')
        self.addCleanup(self.app.close)
        self.app.find('push button', 'All 0')
        widen_window('Kentongan')
        give_keyboard_to('Kentongan')

    def choices(self, field):
        if 'options' in field:
            return [option['name']['en'] for option in field['options']]
        for path in sorted(PACKS.glob('*.json')):
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

        def row():
            return self.app.find_now('panel', name, after=section)

        self.app.find('panel', name, after=section)
        if kind in WORDS:
            self.app.write(name, WORDS[kind].format(field['code']), after=row)
        elif kind == 'yes_no':
            press_button(self.app.find('push button', 'Yes', after=row))
        elif kind == 'choice':
            choose(self.app, name, self.choices(field)[self.answer(form, field)], after=row)
        elif kind == 'choices':
            check(self.app, self.choices(field)[0], after=row)
        elif kind == 'persons':
            self.app.press(f'+ {name}')
            self.app.write('Name', f'Somebody of {field["code"]}', after=row)
        else:
            self.fail(f'a field of the type {kind}')

    def fill_section(self, form, section):
        fields = [field for field in form['fields'] if field['section'] == section['code'] and is_written(field)]
        if not fields:
            return
        name = section['name']['en']
        self.app.press(f'Go to {name}')
        for field in fields:
            self.fill_field(form, field, lambda: self.app.find_now('push button', starts=name))

    def choose_form(self, code, form):
        kinds = [choice['name']['en'] for choices in read('forms')['lists'] if choices['code'] == 'kinds'
                 for choice in choices['choices'] if choice['code'] == form['kinds'][0]]
        self.app.press('New Report')
        self.app.find('push button', 'Photo or File')
        self.app.press('Go to Kind of Report')
        choose(self.app, 'Kind of report', kinds[0])
        others = sorted(other['form'] for other in FORMS.values() if form['kinds'][0] in other['kinds'])
        if len(others) > 1:
            choose(self.app, 'Form', form['title']['en'])

    def file_report(self):
        self.app.write('The place in your words', 'In front of the office')
        self.app.write('Description of the event', 'What happened there.')
        self.app.press('Put in Queue')
        self.app.press('Put in Queue', after='Back to Writing')
        self.app.wait_for_words('Filed and safe on this device. It is sent by itself when there is a signal.')
        self.app.close()

    def filed(self):
        def ktg(*arguments):
            answer = subprocess.run([BUILD / 'src' / 'cli' / 'ktg', '--profile', self.folder / 'profile', *arguments, '--json'],
                                    capture_output=True, text=True, check=True)
            return json.loads(answer.stdout)

        [report] = ktg('list')
        return ktg('show', report['report'])

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
            self.assertEqual(value, [field['options'][0]['code']])
        elif kind == 'yes_no':
            self.assertIn(value, (True, 'yes'))
        elif kind == 'date_time':
            self.assertTrue(value.startswith('2024-11-12T19:30'))
        else:
            self.assertEqual(str(value), SAID.get(kind, WORDS[kind].format(code)))

    def play(self, code):
        form = FORMS[code]
        self.choose_form(code, form)
        for section in form['sections']:
            self.fill_section(form, section)
        self.file_report()
        body = self.filed()['body']
        self.assertEqual(body['form']['code'], code)
        for field in form['fields']:
            if is_written(field):
                self.assert_said(form, field, body['fields'].get(field['code']))

    def try_form(self, code):
        try:
            self.play(code)
        except AssertionError:
            print('\n'.join('# ' + line for line in describe(self.app.root)))
            raise


def add_test(code):
    setattr(Forms, f'test_{code}_is_filled_and_filed', lambda self: self.try_form(code))


for form_code in FORMS:
    add_test(form_code)

main()
