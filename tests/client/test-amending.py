# test-amending.py - a report that was filed is amended, gets the photo that was forgotten, or is withdrawn
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

from app import (App, choose_file, comes_soon, focused, give_keyboard_to, keep_still, keys, leave_window, tab_onto,  # noqa: E402
                 type_text, wait_for, walk)
from processes import main, make_photo  # noqa: E402

PROGRAM = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'client', 'kentongan')
KTG = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'cli', 'ktg')
REASON = 'The name was mistaken.'
SHEET = 'Sign the Amendment'
ACCOUNT = 'Description of the event'


class Amending(unittest.TestCase):
    def setUp(self):
        keep_still()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-amending-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.start()

    def start(self):
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

    def is_in_account(self):
        node = focused(self.app)
        return node is not None and node.get_name() == ACCOUNT

    def items(self):
        return [node.get_name() for node, role in walk(self.app.root) if role == 'list item']

    def test_a_forgotten_photo_is_added(self):
        self.open_report('Siti Marlina', 'Posts or likes')
        photo = make_photo(self.folder / 'forgotten.jpg', width=640, height=480)
        choose_file(photo, lambda: self.app.press('Add evidence'), lambda: self.app.find_now('label', 'forgotten.jpg'))
        self.app.press('Do Not Add')
        choose_file(photo, lambda: self.app.press('Add evidence'), lambda: self.app.find_now('label', 'forgotten.jpg'))
        self.app.press('Sign and Add')
        self.app.find('label', starts='2 files')
        self.app.find('label', starts='Amended')

    def test_a_report_is_amended_with_a_reason(self):
        self.open_report('Siti Marlina', 'Posts or likes')
        self.app.press('Amend this report')
        self.app.find('label', starts='Amendment of NG-')
        self.app.write(ACCOUNT, 'She shared it twice.')
        sheet = self.app.file_report()
        self.app.find('push button', 'Write a Reason First', within=sheet)
        self.app.find('list item', starts='Description of the event, before: ', within=sheet)
        self.app.write('Reason for the amendment', REASON, within=sheet)
        self.app.sign(sheet)
        self.app.find('label', starts=f'Amended: {REASON}')
        self.app.wait_for_words('She shared it twice.')
        self.app.find('label', starts='Version 2 of 2 · ')

    def test_amending_by_keyboard_alone(self):
        self.open_report('Siti Marlina', 'Posts or likes')
        keys('ctrl+e')
        self.app.find('label', starts='Amendment of NG-')
        # The page stands a moment before its keys do.
        wait_for('the keyboard in the account', lambda: keys('ctrl+6') or comes_soon(self.is_in_account))
        type_text('Seen again. ')
        wait_for('what was typed', lambda: 'Seen again. ' in self.app.read(ACCOUNT))
        keys('ctrl+Return')
        give_keyboard_to(SHEET)
        type_text(REASON)
        sign = self.app.find('push button', 'See the Rest')
        tab_onto(self.app, sign)
        wait_for('the end of what is signed', lambda: sign.get_name() == 'Sign' or keys('space'))
        keys('space')
        leave_window(SHEET)
        self.app.find('label', starts=f'Amended: {REASON}')

    def test_what_was_begun_survives_the_end_of_the_app(self):
        self.open_report('Siti Marlina', 'Posts or likes')
        self.app.press('Amend this report')
        self.app.write(ACCOUNT, 'She shared it twice.')
        self.app.find('label', starts='Saved')
        self.app.process.kill()
        self.app.close()
        self.start()
        self.app.find('list item', starts='Posts or likes')
        self.assertIsNotNone(wait_for('the draft', lambda: next((item for item in self.items() if 'Amendment of NG-' in item), None)))
        self.open_report('Siti Marlina', 'Posts or likes')
        self.app.press('Amend this report')
        wait_for('what was written', lambda: self.app.read(ACCOUNT) == 'She shared it twice.')
        self.app.press_in_menu('More about this draft', 'Delete This Draft', 'd')
        wait_for('the end of the draft', lambda: not any('Amendment of NG-' in item for item in self.items()))

        # It is removed when nobody can take it back any more; who was killed before that has lost nothing.
        self.app.process.kill()
        self.app.close()
        self.start()
        self.app.find('list item', starts='Posts or likes')
        self.assertIsNotNone(wait_for('the draft', lambda: next((item for item in self.items() if 'Amendment of NG-' in item), None)))

    def test_a_report_is_withdrawn_with_a_reason(self):
        self.open_report('Siti Marlina', 'Posts or likes')
        self.app.press_in_menu('More about this report', 'Withdraw This Report…', 'w')
        self.app.find('push button', 'Write a Reason First')
        self.app.write('Reason', REASON)
        self.app.press('Withdraw Report')
        self.app.wait_for_words(REASON)


main()
