# test-lookups.py - what is counted and what comes, by keys and by ear
#
# SPDX-License-Identifier: GPL-3.0-or-later

import csv
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

from app import ROLES, App, focused, give_keyboard_to, keep_still, keys, press_button, search_window, type_text, wait_for, walk  # noqa: E402
from processes import main  # noqa: E402

PROGRAM = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'client', 'kentongan')
KTG = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'cli', 'ktg')
MARK = 'Practice: everything here is invented, and nothing is sent'
CHOOSER = 'Save the Recap'
PLACE = 'Where the Copy Goes'


class Lookups(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-lookups-'))
        self.addCleanup(shutil.rmtree, self.folder)
        keep_still()
        self.app = App(PROGRAM, self.folder / 'profile', '--practice', LC_ALL='C.UTF-8', LANGUAGE='en', KENTONGAN_KTG=KTG)
        self.addCleanup(self.app.close)
        self.app.wait_for_words(MARK)
        self.app.find('push button', starts='All 12')
        give_keyboard_to('Kentongan')

    def heard(self):
        node = focused(self.app)
        return node.get_name() if node is not None else ''

    def tab_until(self, what, is_it, at_least=0):
        """To ask what has the keyboard is a walk through the window: not before it can be meant."""
        if at_least:
            keys(*['Tab'] * at_least)
        for _ in range(40):
            if is_it(self.heard()):
                return self.heard()
            keys('Tab')
        raise AssertionError(f'{what} is not reached by Tab')

    def hear_after(self, key, before):
        keys(key)
        return wait_for(f'something else than “{before}”', lambda: self.heard() not in ('', before) and self.heard())

    def save(self, path, is_answered):
        self.app.press_in_menu('Save CSV', 'Recap…', 'r')
        give_keyboard_to(CHOOSER)
        keys('ctrl+a')
        type_text(str(path))
        keys('Return')
        wait_for('an answer', is_answered)
        wait_for('the end of the chooser', lambda: search_window(CHOOSER) is None)
        give_keyboard_to('Kentongan')

    def is_refused_once_replaced(self):
        """The chooser asks whether to replace the link; that it may is answered by the app."""
        if self.app.find_now('label', starts='A file named “link.csv” already exists'):
            keys('alt+r')
        return self.app.find_now('label', starts='This name is a link')

    def walk_along_the_recap(self):
        keys('ctrl+r')
        self.app.find('push button', 'Show as Table')
        newest = self.tab_until('a bar', lambda name: name.startswith('Sunday, '), at_least=3)
        before = self.hear_after('Left', newest)
        self.assertTrue(before.startswith('Saturday, '), before)
        self.assertTrue(self.hear_after('Left', before).startswith('Friday, '))

        self.app.press('Show as Table')
        self.app.wait_for_words('Without suspicion')
        self.app.press('Show as Picture')

        link, path = self.folder / 'link.csv', self.folder / 'recap.csv'
        link.symlink_to(path)
        self.save(link, self.is_refused_once_replaced)
        self.assertFalse(path.exists())
        self.save(path, path.exists)
        with open(path, newline='', encoding='utf-8') as file:
            titles, *rows = csv.reader(file, strict=True)
        self.assertEqual(titles, ['Part', 'Code', 'Name', 'Reports'])
        self.assertTrue(all(len(row) == 4 for row in rows))

    def walk_along_the_calendar(self):
        keys('ctrl+k')
        today = self.tab_until('today', lambda name: ', today' in name, at_least=3)
        tomorrow = self.hear_after('Right', today)
        self.assertNotIn(', today', tomorrow)
        later = self.hear_after('Next', tomorrow)
        self.assertNotEqual(later.split()[2], tomorrow.split()[2])
        keys('Home')
        wait_for('today again', lambda: self.heard() == today)

        self.tab_until('a time limit', lambda name: name.startswith('Time limit: '))
        keys('Return')
        wait_for('the report instead', lambda: self.app.find_now('push button', 'The month after') is None)

    def answer(self, starts, button):
        """A dialog that says so; older versions of GTK say a mnemonic with its line."""
        said = self.app.find('label', starts=starts)
        dialog = said
        while dialog.get_parent().get_role_name() != 'application':
            dialog = dialog.get_parent()
        press_button(next(node for node, role in walk(dialog) if role in ROLES['push button'] and node.get_name().endswith(button)))
        return said.get_name()

    def copy_to(self, folder):
        self.app.press_in_menu('More about this report', 'Copy to a Stick or Folder…', 'c')
        self.answer('The copy holds all that the report says', 'Choose Where…')
        give_keyboard_to(PLACE)
        keys('ctrl+l', 'ctrl+a')
        type_text(f'{folder}/')
        keys('Return')
        words = self.answer('“Kentongan-', 'Close')
        give_keyboard_to('Kentongan')
        return words

    def copy_the_report(self):
        """Twice to one place."""
        stick = self.folder / 'stick'
        stick.mkdir()
        first, second = self.copy_to(stick), self.copy_to(stick)
        self.assertNotEqual(first, second)
        for copy in stick.iterdir():
            self.assertIn(f'“{copy.name}”', (first.split()[0], second.split()[0]))
            subprocess.run(['sha256sum', '--check', '--quiet', 'MANIFEST'], cwd=copy, check=True)
        self.assertEqual(len(list(stick.iterdir())), 2)

    def ask_what_practice_is(self):
        keys('F1')
        self.app.find('label', starts='Would you rather try it first?')
        keys('Escape')
        self.app.find('push button', starts='All 12')

    def test_bars_and_days_are_walked_along_read_as_a_table_saved_and_opened(self):
        self.ask_what_practice_is()
        self.walk_along_the_recap()
        self.walk_along_the_calendar()
        self.copy_the_report()


main()
