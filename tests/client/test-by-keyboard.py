# test-by-keyboard.py - the same by keys alone
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

from app import App, choose_file, comes_soon, escape_until, focused, give_keyboard_to, keys, leave_window, press_often, press_slowly, search_window, tab_and_type, tab_to, type_text, wait_for  # noqa: E402
from processes import main, make_photo  # noqa: E402

PROGRAM = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'client', 'kentongan')
WORDS = 'He raised two fingers.'


class ByKeyboard(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-by-keyboard-'))
        self.addCleanup(shutil.rmtree, self.folder)
        press_slowly()
        self.app = App(PROGRAM, self.folder / 'profile', LC_ALL='C.UTF-8', LANGUAGE='en')
        self.addCleanup(self.app.close)
        self.app.find_beginning()
        give_keyboard_to('Kentongan')

    def begin_by_keys(self):
        app = self.app

        def is_on_photo():
            keys('ctrl+n')
            return comes_soon(lambda: focused(app) and focused(app).get_name() == 'Photo or File', seconds=5)

        wait_for('the focus on the photo', is_on_photo)

    def sign_by_keys(self):
        """An Enter too many signs nothing: it leads back to writing. What does not fit is scrolled through first, and no press
        that is one of several does more."""
        app = self.app
        keys('ctrl+Return')
        app.find('label', WORDS, within=app.find('push button', 'Back to Writing').get_parent().get_parent().get_parent())
        give_keyboard_to('Sign the Report')
        keys('Return')
        leave_window('Sign the Report')
        tab_to(app, 'Put in Queue')
        keys('Return')
        give_keyboard_to('Sign the Report')
        keys('Tab')
        press_often(app.find('push button', 'See the Rest'), 'Sign the Report')
        self.assertFalse(comes_soon(lambda: search_window('Sign the Report') is None), 'a double press has signed')
        for _ in range(9):
            if app.find_now('push button', 'See the Rest') is None:
                break
            keys('space')
        app.find('push button', 'Sign')
        keys('space')
        leave_window('Sign the Report')

    def test_a_report_is_written_filed_and_opened_again(self):
        app = self.app
        self.begin_by_keys()
        choose_file(make_photo(self.folder / 'foto.jpg', width=640, height=480), lambda: keys('Return'),
                    lambda: app.find_now('list item', starts='foto.jpg'))
        tab_and_type(app, 'Search suspicions: photo, KE-05…', 'KE-05')
        app.find('push button', starts='Choose Photo with')
        keys('Return')
        tab_and_type(app, 'Name', 'B. S.')
        tab_and_type(app, 'Search village, district or regency', 'notoprajan')
        app.find('push button', starts='Choose Kelurahan Notoprajan, ')
        keys('Return')
        tab_and_type(app, 'It happened', 'yesterday 19.30')
        tab_and_type(app, 'It became known', 'yesterday')
        tab_to(app, 'Description of the event')
        type_text(WORDS)
        tab_to(app, '6 days left')
        keys('Return')
        app.find('label', starts='By calendar days: until the end of')
        keys('Escape')
        self.sign_by_keys()
        app.wait_for_words('Filed and safe on this device. To be sent it needs the code from your office.')
        self.begin_by_keys()
        escape_until('the list', lambda: app.find_now('push button', 'Waiting 1'))
        keys('ctrl+f')
        type_text('two fingers')
        app.find('list item', starts='Photo with prospective candidate. Waiting. ')
        keys('Escape')
        wait_for('the focus in the list', lambda: focused(app) and focused(app).get_name() != 'Search reports')
        type_text('nobody says this')
        app.find('label', 'Nothing Found')


main()
