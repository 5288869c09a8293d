# test-new-forms.py - what a pack adds stands in the editor, in both languages
#
# SPDX-License-Identifier: GPL-3.0-or-later

import gettext
import json
import os
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

import new_forms  # noqa: E402
from app import App, choose, describe, give_keyboard_to, keep_still, press_down, widen_window  # noqa: E402
from packs import read_newest  # noqa: E402
from processes import BUILD, main  # noqa: E402

PACKS = pathlib.Path(os.environ['KENTONGAN_PACKS'])


class NewForms(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-new-forms-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.packs = self.folder / 'packs'
        shutil.copytree(PACKS, self.packs)
        new_forms.add_to(self.packs)
        lists = read_newest(self.packs, 'forms')['lists']
        self.kinds = {choice['code']: choice['name'] for each in lists if each['code'] == 'kinds' for choice in each['choices']}

    def open(self, language):
        self.language = language
        self.say = gettext.translation('kentongan', os.environ['KENTONGAN_LOCALE'], [language], fallback=language == 'en').gettext
        keep_still()
        self.app = App(BUILD / 'src' / 'client' / 'kentongan', self.folder / 'profile', LC_ALL='C.UTF-8', LANGUAGE=language,
                       KENTONGAN_PACKS=str(self.packs))
        self.addCleanup(self.app.close)
        self.app.find_beginning(self.say)
        widen_window('Kentongan')
        give_keyboard_to('Kentongan')

    def name(self, words):
        return words['name'][self.language]

    def go_to(self, title):
        return self.app.go_to(title)

    def begin(self, kind, form=None):
        self.app.begin_report(self.say)
        part = self.go_to(self.say('Kind of Report'))
        choose(self.app, self.say('Kind of report'), self.kinds[kind][self.language], within=part)
        if form is not None:
            choose(self.app, self.say('Form'), form['title'][self.language], within=part)

    def row(self, part, field):
        return self.app.find('panel', self.name(field), within=part)

    def write_new_form(self):
        crew, met, n_met, route, where = new_forms.FORM['fields']
        self.begin('supervision_activity', new_forms.FORM)
        part = self.go_to(self.name(new_forms.FORM['sections'][0]))
        row = self.row(part, crew)
        self.app.find('label', self.say('Formal requirement.'), within=row)
        self.app.write(self.name(crew), 'Melati', within=row)
        self.assertIsNone(self.app.find_now('panel', self.name(n_met)))
        press_down(self.app.find('push button', self.say('Yes'), within=self.row(part, met)))
        self.app.write(self.name(n_met), '12', within=self.row(part, n_met))
        self.row(part, route)
        self.assertIsNone(self.app.find_now('panel', self.name(where)))

    def write_added_field(self):
        self.begin('prevention')
        section = next(each for each in json.loads((self.packs / 'form_cegah-2026-01.json').read_text())['sections']
                       if each['code'] == new_forms.FIELD['section'])
        part = self.go_to(self.name(section))
        choose(self.app, self.name(new_forms.FIELD), new_forms.FIELD['options'][1]['name'][self.language],
               within=self.row(part, new_forms.FIELD))

    def play(self, language, write):
        self.open(language)
        try:
            write()
        except AssertionError:
            print('\n'.join('# ' + line for line in describe(self.app.root)))
            raise


def add_test(language, written):
    setattr(NewForms, f'test_{written}_stands_in_the_editor_in_{language}',
            lambda self: self.play(language, getattr(self, f'write_{written}')))


for each_language in os.environ['KTG_LANGUAGES'].split():
    add_test(each_language, 'new_form')
    add_test(each_language, 'added_field')

main()
