# test-law.py - the rules and the calendar of the day of the event stand in the editor and on the page, in both languages
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

from app import App, check, describe, give_keyboard_to, keep_still, keys, labels_in, wait_for, widen_window  # noqa: E402
from packs import newest  # noqa: E402
from processes import BUILD, main  # noqa: E402

PACKS = pathlib.Path(os.environ['KENTONGAN_PACKS'])


def words(indonesian, english):
    return {'id': indonesian, 'en': english}


def violation(code, name, **more):
    return {'code': code, 'name': name, 'short': name, 'category': 'disiplin', 'confidence': 'B', **more}


LISTS = [{'code': 'categories', 'choices': [{'code': 'disiplin', 'name': words('Disiplin', 'Discipline')}]},
         {'code': 'violation_phases', 'choices': [{'code': 'calon', 'name': words('Sesudah', 'After')},
                                                  {'code': 'keduanya', 'name': words('Kapan pun', 'Any time')}]},
         {'code': 'sanctions', 'choices': [{'code': 'sedang', 'name': words('Sedang', 'Medium')},
                                           {'code': 'berat', 'name': words('Berat', 'Severe')}]}]
RULES = [
    {'version': '2010-06-06', 'verified': True, 'lists': LISTS,
     'violations': [violation('P-01', words('Spanduk zaman dulu', 'Banner of old'), phase='keduanya')]},
    {'version': '2022-09-22', 'verified': False, 'lists': LISTS,
     'violations': [violation('DS-01', words('Spanduk calon', 'Banner of a candidate'), phase='calon',
                              sanction_min='sedang', sanction_max='berat', legal_basis='PP 94/2021 ps 14',
                              note=words('Periksa dahulu.', 'Check first.'))]}]
CALENDAR = {'version': '2024-07-30', 'verified': False, 'elections': [
    {'code': 'pilkada-2024', 'name': words('Pilkada di Yogyakarta', 'Election in Yogyakarta'), 'regime': 'pilkada',
     'report_days': 7, 'regions': ['34'], 'confidence': 'A', 'stages': [
         {'code': 'campaign', 'name': words('Masa kampanye', 'Campaign'), 'first_day': '2024-09-25',
          'last_day': '2024-11-23', 'phase': 'calon', 'confidence': 'A'}]}]}
EXPLAINED = words('Kabar yang tidak benar.', 'News that is not true.')
SAID = {
    'en': {'sanction': 'Medium to Severe', 'sure': 'one public source, or the structure of the rule · not verified',
           'old': 'Rules of 6 Jun 2010', 'new': 'Rules of 22 Sep 2022 · not verified',
           'change': 'Written under the rules of 22 Sep 2022. On 26 Aug 2020 those of 6 Jun 2010 hold.',
           'absent': 'The rules of 6 Jun 2010 do not have it.', 'suspected': 'suspected: ', 'phase': 'After candidates are fixed'},
    'id': {'sanction': 'Sedang sampai Berat', 'sure': 'satu sumber terbuka, atau dari susunan aturannya · belum diverifikasi',
           'old': 'Aturan 6 Jun 2010', 'new': 'Aturan 22 Sep 2022 · belum diverifikasi',
           'change': 'Ditulis menurut aturan 22 Sep 2022. Pada 26 Agu 2020 yang berlaku aturan 6 Jun 2010.',
           'absent': 'Tidak ada dalam aturan 6 Jun 2010.', 'suspected': 'dugaan: ', 'phase': 'Sesudah calon ditetapkan (calon)'}}


class Law(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-law-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.packs = self.folder / 'packs'
        shutil.copytree(PACKS, self.packs)
        for name in ('rules', 'calendar'):
            for path in self.packs.glob(f'{name}-*.json'):
                path.unlink()
        for rules in RULES:
            self.write_pack('rules', rules)
        self.write_pack('calendar', CALENDAR)
        self.explain('tags', 'hoax', EXPLAINED)

    def explain(self, list_code, code, detail):
        """In the newest forms pack, whatever it says of it."""
        path = newest(self.packs, 'forms')
        pack = json.loads(path.read_text())
        for choices in pack['lists']:
            for choice in choices['choices']:
                if (choices['code'], choice['code']) == (list_code, code):
                    choice['detail'] = detail
        path.write_text(json.dumps(pack))

    def write_pack(self, name, pack):
        whole = {'format': 1, 'pack': name, 'title': words('Judul', 'Title'), 'sources': [], **pack}
        (self.packs / f'{name}-{pack["version"]}.json').write_text(json.dumps(whole))

    def open(self, language):
        self.language = language
        self.said = SAID[language]
        self.say = gettext.translation('kentongan', os.environ['KENTONGAN_LOCALE'], [language], fallback=language == 'en').gettext
        keep_still()
        self.app = App(BUILD / 'src' / 'client' / 'kentongan', self.folder / 'profile', LC_ALL='C.UTF-8', LANGUAGE=language,
                       KENTONGAN_PACKS=str(self.packs))
        self.addCleanup(self.app.close)
        self.app.begin_report(self.say)
        widen_window('Kentongan')
        give_keyboard_to('Kentongan')

    def take(self, name, needle, found):
        self.app.write(name, needle)
        self.app.press_first(self.say('Choose %s') % found)

    def suspect(self, needle, found):
        self.take(self.say('Search suspicions: photo, KE-05…'), needle, found)

    def happen(self, when):
        self.app.write(self.say('It happened'), when)

    def wait_for_no(self, text):
        """A tree that changes while one walks in it is walked once more."""
        wait_for(f'the end of the words “{text}”', lambda: self.app.find_now('label', text) is None)

    def say_place(self):
        self.take(self.say('Search village, district or regency'), 'notoprajan', 'Kelurahan Notoprajan')

    def follow_the_day(self):
        self.app.wait_for_words(self.said['new'])
        self.happen('26 Aug 2020' if self.language == 'en' else '26 Agu 2020')
        self.app.wait_for_words(self.said['old'])
        self.happen('12 Nov 2024 19.30')
        self.app.wait_for_words(self.said['new'])

    def take_the_suggestion(self):
        self.say_place()
        self.app.find('label', self.say('By the calendar: %s') % self.said['phase'])
        self.app.press(self.say('Take It'))
        self.app.find('label', self.said['phase'], within=self.app.find('combo box', self.say('Towards whom')))

    def keep_and_go_over(self):
        name = RULES[1]['violations'][0]['name'][self.language]
        self.suspect('DS-01', name)
        for text in (self.said['sanction'], 'PP 94/2021 ps 14', RULES[1]['violations'][0]['note'][self.language], self.said['sure']):
            self.app.wait_for_words(text)
        self.wait_for_no(EXPLAINED[self.language])
        self.app.go_to(self.say('More About It'))
        check(self.app, 'Hoaks' if self.language == 'id' else 'Hoax')
        self.app.wait_for_words(EXPLAINED[self.language])
        self.happen('26 Aug 2020' if self.language == 'en' else '26 Agu 2020')
        self.app.wait_for_words(self.said['change'])
        self.app.wait_for_words(self.said['new'])
        self.app.press(self.say('Go by the Rules of That Day'))
        self.app.wait_for_words(self.said['old'])
        self.app.wait_for_words(self.said['absent'])
        self.wait_for_no(self.said['change'])
        self.look_at_checklist()

    def look_at_checklist(self):
        self.app.press_first('Formal ')
        self.app.wait_for_words(self.say('By the rules of the day'))
        listed = self.app.find('label', starts='• ' + self.said['suspected']).get_name()
        self.assertIn(self.said['absent'], listed)
        self.assertIn(self.said['old'], listed)
        keys('Escape')

    def file(self):
        self.suspect('spanduk', RULES[0]['violations'][0]['name'][self.language])
        self.app.write(self.say('Description of the event'), 'Spanduk.')
        sheet = self.app.file_report(self.say)
        self.app.find('label', starts='P-01 · ', within=sheet)
        self.assertIn(self.said['old'], ' '.join(labels_in(sheet)))
        self.app.sign(sheet, self.say)
        self.app.wait_for_words(self.say('Also suspected'))
        self.app.wait_for_words(self.said['old'])
        self.app.wait_for_words(self.said['absent'])

    def play(self, language):
        self.open(language)
        try:
            self.follow_the_day()
            self.take_the_suggestion()
            self.keep_and_go_over()
            self.file()
        except AssertionError:
            print('\n'.join('# ' + line for line in describe(self.app.root)))
            raise


def add_test(language):
    setattr(Law, f'test_the_law_of_the_day_stands_in_editor_and_page_in_{language}', lambda self: self.play(language))


for each_language in os.environ['KTG_LANGUAGES'].split():
    add_test(each_language)

main()
