# test-times.py - what is written of a time is said back, with the zone of the place, and kept where it is none
#
# SPDX-License-Identifier: GPL-3.0-or-later

import gettext
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

from app import App, describe, give_keyboard_to, keep_still, widen_window  # noqa: E402
from processes import BUILD, main  # noqa: E402

PACKS = pathlib.Path(os.environ['KENTONGAN_PACKS'])
# Another zone than the device's for the one place that is chosen.
PLACES = {'format': 1, 'pack': 'places', 'version': '2026-01-01', 'verified': False, 'title': {'id': 'Tempat', 'en': 'Places'},
          'sources': [], 'zones': [{'code': 'WIT', 'name': {'id': 'Waktu Indonesia Timur', 'en': 'Eastern Indonesia Time'},
                                    'offset_minutes': 540, 'regions': ['34']}]}
SAID = {
    'id': {'days': ('Senin, 11 Nov 2024', 'Selasa, 12 Nov 2024'), 'full': 'Selasa, 12 November 2024 pukul 19.30', 'here': 'Selasa, 12 Nov 2024, 19.30 WIB',
           'there': 'Selasa, 12 Nov 2024, 19.30 WIT, menurut jam di tempat kejadian; jam komputer ini WIB.',
           'named': 'Selasa, 12 Nov 2024, 22.30 WIB; di tempat kejadian waktunya 13 Nov 2024, 00.30 WIT.',
           'future': 'Selasa, 1 Jan 2999, yang belum terjadi. Sudah benar?', 'shown': '12 Nov 2024, 19.30',
           'old': 'Kamis, 1 Jan 1970, sudah lama sekali. Apakah benar, dan apakah jam komputer ini benar?'},
    'en': {'days': ('Monday, 11 Nov 2024', 'Tuesday, 12 Nov 2024'), 'full': 'Tuesday, 12 November 2024 at 7:30 pm', 'here': 'Tuesday, 12 Nov 2024, 19:30 WIB',
           'there': 'Tuesday, 12 Nov 2024, 19:30 WIT, by the clocks at the place; this computer has WIB.',
           'named': 'Tuesday, 12 Nov 2024, 22:30 WIB; at the place it was 13 Nov 2024, 00:30 WIT.',
           'future': 'Tuesday, 1 Jan 2999, which is still to come. Is it right?', 'shown': '12 Nov 2024, 19:30',
           'old': "Thursday, 1 Jan 1970, long ago. Is it right, and is this computer's clock?"}}
# As written, and how the sentence of the matter with it begins.
FAULTS = [('31 Feb 2024', 'No calendar has this day. Correct the day or the month; until then it stays as you wrote it.'),
          ('12 Nov 2024 25.00', 'No day has this hour. Write it as 19.30; until then it stays as you wrote it.'),
          ('kemarin jam 12 malam', 'Midnight belongs to two days. Write 23.59 with the day that ends, or 00.00 with the day '
                                   'that begins; until then it stays as you wrote it.'),
          ('Senin, 12 Nov 2024', 'That date is another day of the week. Correct one of them; until then it stays as you wrote it.')]


class Times(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-times-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.packs = self.folder / 'packs'
        shutil.copytree(PACKS, self.packs)
        for path in self.packs.glob('places-*.json'):
            path.unlink()
        (self.packs / 'places-2026-01-01.json').write_text(json.dumps(PLACES))

    def start(self):
        self.app = App(BUILD / 'src' / 'client' / 'kentongan', self.folder / 'profile', LC_ALL='C.UTF-8', LANGUAGE=self.language,
                       KENTONGAN_PACKS=str(self.packs))
        self.addCleanup(self.app.close)

    def open(self, language):
        self.language = language
        self.said = SAID[language]
        self.say = gettext.translation('kentongan', os.environ['KENTONGAN_LOCALE'], [language], fallback=language == 'en').gettext
        keep_still()
        self.start()
        self.app.begin_report(self.say)
        widen_window('Kentongan')
        give_keyboard_to('Kentongan')

    def happen(self, when, said):
        self.app.write(self.say('It happened'), when)
        self.app.wait_for_words(said)

    def say_times(self):
        self.happen(self.said['full'], self.said['here'])
        self.happen('1/1/2999', self.said['future'])
        self.happen('1 Jan 1970', self.said['old'])
        for typed, sentence in FAULTS:
            self.happen(typed, self.say(sentence))

    def say_place(self):
        self.happen('12 Nov 2024 19.30', self.said['here'])
        self.app.write(self.say('Search village, district or regency'), 'notoprajan')
        self.app.press_first(self.say('Choose %s') % 'Notoprajan')
        self.app.wait_for_words(self.said['there'])
        self.happen('12 Nov 2024 22.30 WIB', self.said['named'])

    def get_only_report(self):
        said = subprocess.run([BUILD / 'src' / 'cli' / 'ktg', '--profile', self.folder / 'profile', 'list', '--json'],
                              capture_output=True, text=True, env={**os.environ, 'KENTONGAN_PACKS': str(self.packs)})
        return json.loads(said.stdout)[0]

    def ask_in_doubt(self):
        """It was known before it happened, which is asked when it is written and when it is signed; it may be filed."""
        monday, tuesday = self.said['days']
        doubt = self.say('Known on %s, before it happened on %s. Is it right?') % (monday, tuesday)
        self.app.write(self.say('Description of the event'), 'Berfoto.')
        self.happen('12 Nov 2024', self.say('%s, by the clocks at the place; this computer has %s.') % (tuesday, 'WIB'))
        self.app.write(self.say('It became known'), '11 Nov 2024')
        self.app.wait_for_words(doubt)
        sheet = self.app.file_report(self.say)
        self.app.find('label', '• ' + doubt, within=sheet)
        self.app.press(self.say('Back to Writing'), within=sheet)

    def keep_what_is_none(self):
        """It is not signed, and when the app is left it is in the draft as it was typed."""
        self.happen('tadi sore', self.say('The hour is missing. Add it, as 19.30, or write only the day; until then it stays as '
                                          'you wrote it.'))
        self.app.press(self.say('Put in Queue'))
        self.app.wait_for_words(self.say('When it happened is not understood yet: write it otherwise, or leave it empty. '
                                         'Everything is saved as a draft.'))
        self.app.leave()
        self.assertEqual(self.get_only_report()['happened'], 'tadi sore')

    def play(self, language):
        self.open(language)
        try:
            self.say_times()
            self.say_place()
            self.ask_in_doubt()
            self.keep_what_is_none()
        except AssertionError:
            print('\n'.join('# ' + line for line in describe(self.app.root)))
            raise


def add_test(language):
    setattr(Times, f'test_what_is_written_of_a_time_is_said_back_in_{language}', lambda self: self.play(language))


for each_language in os.environ['KTG_LANGUAGES'].split():
    add_test(each_language)

main()
