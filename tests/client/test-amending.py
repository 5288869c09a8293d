# test-amending.py - a report that was filed gets the photo that was forgotten, and another is withdrawn
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

from app import App, choose_file, give_keyboard_to, keep_still, keys, press_button, type_text, wait_for  # noqa: E402
from processes import main, make_photo  # noqa: E402

PROGRAM = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'client', 'kentongan')
KTG = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'cli', 'ktg')
REASON = 'The name was mistaken.'


class Amending(unittest.TestCase):
    def setUp(self):
        keep_still()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-amending-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.app = App(PROGRAM, self.folder / 'profile', '--practice', LC_ALL='C.UTF-8', LANGUAGE='en', KENTONGAN_KTG=KTG)
        self.addCleanup(self.app.close)

    def open_report(self, words, title):
        """Enter opens the first one that is found."""
        self.app.find('list item', starts=title)
        give_keyboard_to('Kentongan')
        keys('ctrl+f')
        type_text(words)
        keys('Return')
        self.app.find('push button', 'Add evidence')

    def test_a_forgotten_photo_is_added(self):
        self.open_report('Siti Marlina', 'Posts or likes')
        photo = make_photo(self.folder / 'forgotten.jpg', width=640, height=480)
        choose_file(photo, lambda: self.app.press('Add evidence'), lambda: self.app.find_now('label', starts='2 files'))
        self.app.find('label', starts='Amended')

    def test_a_report_is_withdrawn_with_a_reason(self):
        self.open_report('Siti Marlina', 'Posts or likes')
        self.app.press('More about this report')
        press_button(self.app.find('menu item', 'Withdraw This Report…'))
        self.app.find('push button', 'Write a Reason First')
        self.app.write('Reason', REASON)
        self.app.press('Withdraw Report')
        self.app.wait_for_words(REASON)


main()
