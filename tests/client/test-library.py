# test-library.py - at the very first start one looks up, tests oneself and reads the manual, by keys alone
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One start of the app, without enrolment, server or network.

import os
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

from app import App, give_keyboard_to, keep_still, keys, type_text, wait_for, widen_window  # noqa: E402
from processes import BUILD, main  # noqa: E402

N_CASES = 10


class Library(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-library-'))
        self.addCleanup(shutil.rmtree, self.folder)
        keep_still()
        self.app = App(BUILD / 'src/client/kentongan', self.folder / 'profile', LC_ALL='C.UTF-8', LANGUAGE='en')
        self.addCleanup(self.app.close)
        self.app.find('push button', 'Write the First Report')
        widen_window('Kentongan')
        give_keyboard_to('Kentongan')

    def find_words(self, starts):
        return self.app.find('label', starts=starts)

    def look_up(self):
        keys('ctrl+l')
        self.find_words('What May Be Done, and What Follows')
        type_text('dua jari')
        self.app.find('push button', 'Open Two fingers (peace)')
        self.find_words('Suspected Violations · KE-05')
        keys('Return')
        self.find_words('A gesture only describes the picture.')
        keys('Escape')
        self.app.find('push button', 'Open Sanctions')

    def answer(self, n):
        self.find_words(f'Case {n} of {N_CASES}')
        keys('1')
        wait_for('the explanation', lambda: any(self.app.find_now('label', starts=verdict) for verdict in ('Right: ', 'Better: ')))
        keys('Return')

    def go_through_the_cases(self):
        self.app.press('Open Test Yourself')
        for n in range(1, N_CASES + 1):
            self.answer(n)
        self.app.find('push button', 'Again, with Other Cases')
        self.find_words('What you answered is kept nowhere and told to nobody.')

    def write_about(self, code):
        keys('ctrl+l')
        self.find_words('What May Be Done, and What Follows')
        type_text(code)
        self.find_words(f'Suspected Violations · {code}')
        keys('Return')
        self.app.press('Write a Report About This')
        self.find_words('Taken over from the library: ')
        self.app.press('Undo')

    def ask_for_help(self, starts):
        keys('F1')
        self.find_words(starts)
        keys('Escape')
        wait_for('the end of the manual', lambda: self.app.find_now('label', starts=starts) is None)

    def test_the_first_start_has_the_library_and_the_manual(self):
        self.ask_for_help('Kentongan takes down suspected breaches')
        self.look_up()
        self.go_through_the_cases()
        self.ask_for_help('Menu ☰ → Library (Ctrl+L) opens')
        self.write_about('KE-05')
        self.ask_for_help('Press New Report (Ctrl+N).')
        keys('ctrl+comma')
        give_keyboard_to('Settings')
        keys('F1')
        self.find_words('Menu ☰ → Settings (Ctrl+,) shows')


main()
