# test-lookups.py - what is counted and what comes, by keys and by ear
#
# SPDX-License-Identifier: GPL-3.0-or-later

import csv
import os
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

from app import App, focused, give_keyboard_to, keep_still, keys, search_window, type_text, wait_for  # noqa: E402
from processes import main  # noqa: E402

PROGRAM = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'client', 'kentongan')
KTG = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'cli', 'ktg')
MARK = 'Practice: everything here is invented, and nothing is sent'
CHOOSER = 'Save the Recap'


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

    def save(self, path):
        self.app.press_in_menu('Save CSV', 'Recap…', 'r')
        give_keyboard_to(CHOOSER)
        keys('ctrl+a')
        type_text(str(path))
        keys('Return')
        wait_for('the file', path.exists)
        wait_for('the end of the chooser', lambda: search_window(CHOOSER) is None)
        give_keyboard_to('Kentongan')

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

        self.save(self.folder / 'recap.csv')
        with open(self.folder / 'recap.csv', newline='', encoding='utf-8') as file:
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

    def test_bars_and_days_are_walked_along_read_as_a_table_saved_and_opened(self):
        self.walk_along_the_recap()
        self.walk_along_the_calendar()


main()
