# test-few-keys.py - the commonest report takes few keys beside its words
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import pathlib
import shutil
import struct
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

import app as desk  # noqa: E402
from app import App, choose_file, comes_soon, describe, focused, give_keyboard_to, leave_window, type_text, wait_for  # noqa: E402
from processes import main, make_photo  # noqa: E402

PROGRAM = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'client', 'kentongan')
WORDS = 'He raised two fingers.'
MOST_KEYS = 40
MOST_CLICKS = 7
CHOOSER_KEYS = 2  # to open it, and to take what was typed there


def take_photo_at(path, time):
    """What a camera writes: one directory of EXIF that names another, in which the time stands."""
    tiff = (b'MM\0*' + struct.pack('>I', 8)
            + struct.pack('>HHHIII', 1, 0x8769, 4, 1, 26, 0)
            + struct.pack('>HHHIII', 1, 0x9003, 2, len(time) + 1, 44, 0) + time + b'\0')
    block = b'Exif\0\0' + tiff
    picture = path.read_bytes()
    path.write_bytes(picture[:2] + b'\xff\xe1' + struct.pack('>H', len(block) + 2) + block + picture[2:])


class FewKeys(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-few-keys-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.n_keys = 0
        self.n_clicks = 0
        self.app = App(PROGRAM, self.folder / 'profile', LC_ALL='C.UTF-8', LANGUAGE='en')
        self.addCleanup(self.app.close)
        self.app.find_beginning()
        give_keyboard_to('Kentongan')

    def keys(self, *names):
        self.n_keys += len(names)
        desk.keys(*names)

    def holds(self, name, text):
        wait_for(f'“{text}” in “{name}”', lambda: self.app.read(name) == text)

    def answer(self, key, name, text):
        """Its section, by a digit; then the words, in what has the keyboard then."""
        self.keys(key)
        type_text(text)
        self.holds(name, text)

    def search(self, key, name, text, found):
        self.answer(key, name, text)
        self.app.find('push button', starts=f'Choose {found}')
        self.keys('Return')

    def take_photo(self):
        def is_on_photo():
            desk.keys('ctrl+n')
            return comes_soon(lambda: focused(self.app) and focused(self.app).get_name() == 'Photo or File', seconds=5)

        wait_for('the focus on the photo', is_on_photo)
        self.n_keys += 1 + CHOOSER_KEYS
        choose_file(make_photo(self.folder / 'foto.jpg', width=640, height=480), lambda: desk.keys('Return'),
                    lambda: self.app.find_now('list item', starts='foto.jpg'))

    def sign(self):
        self.keys('ctrl+Return')
        self.app.find('push button', 'Back to Writing')
        give_keyboard_to('Sign the Report')
        self.keys('Tab')
        while self.app.find_now('push button', 'See the Rest') is not None:
            self.keys('space')
        self.app.find('push button', 'Sign')
        self.keys('space')
        leave_window('Sign the Report')

    def write_and_file(self):
        app = self.app
        self.take_photo()
        self.search('ctrl+2', 'Search suspicions: photo, KE-05…', 'KE-05', 'Photo with')
        self.answer('ctrl+3', 'Name', 'B. S.')
        self.keys('Return')
        type_text('Lurah')
        self.holds('Position', 'Lurah')
        self.search('ctrl+4', 'Search village, district or regency', 'notoprajan', 'Kelurahan Notoprajan')
        self.answer('ctrl+5', 'It happened', 'yesterday 19.30')
        self.keys('Return')
        type_text('today')
        self.holds('It became known', 'today')
        self.answer('ctrl+6', 'Description of the event', WORDS)
        self.sign()
        app.wait_for_words('Filed and safe on this device. To be sent it needs the code from your office.')
        for said in (WORDS, 'B. S., Lurah'):
            app.wait_for_words(said)

    def click(self, name=None, starts=None):
        self.n_clicks += 1
        desk.press_button(self.app.find('push button', name, starts=starts))

    def add_photo_by_click(self):
        self.click('Photo or File')
        give_keyboard_to(desk.CHOOSER)
        photo = make_photo(self.folder / 'lain.jpg', width=640, height=480)
        take_photo_at(photo, b'2024:11:11 19:30:05')
        type_text(str(photo))
        desk.keys('shift+End', 'Delete', 'Return')
        wait_for('the end of the file chooser', lambda: desk.search_window(desk.CHOOSER) is None)
        give_keyboard_to('Kentongan')
        self.app.find('list item', starts='lain.jpg')

    def write_and_file_by_clicks(self):
        """A press answers, and leads on to the next question: the words go where the keyboard is then. A button is down for
        a moment before it does so."""
        self.click('New Report')
        self.click('Like the Last Report')
        self.app.find('push button', 'Photo or File')
        self.add_photo_by_click()
        self.app.find('push button', 'Remove KE-05')
        self.app.write('Name', 'B. S.')
        self.click(starts='Use the time of photo 1')
        self.app.find('label', 'from photo 1')
        self.click('Today')
        wait_for('the day it became known', lambda: self.app.read('It became known') != '')
        type_text(WORDS)
        self.holds('Description of the event', WORDS)
        self.click('Put in Queue')
        self.app.find('push button', 'Back to Writing')
        give_keyboard_to('Sign the Report')
        while self.app.find_now('push button', 'See the Rest') is not None:
            self.app.press('See the Rest')
        self.click('Sign')
        leave_window('Sign the Report')
        self.app.wait_for_words('Filed and safe on this device. To be sent it needs the code from your office.')

    def test_the_commonest_report_takes_few_keys_or_clicks_beside_its_words(self):
        try:
            self.write_and_file()
            n_keys = self.n_keys
            self.write_and_file_by_clicks()
        except AssertionError:
            print('\n'.join('# ' + line for line in describe(self.app.root)))
            raise
        print(f'# {n_keys} keys beside the words')
        print(f'# {self.n_clicks} clicks beside the words and the file chooser, of the next report at that place')
        self.assertLessEqual(n_keys, MOST_KEYS)
        self.assertEqual(self.n_keys, n_keys, 'the second is written without a key')
        self.assertLessEqual(self.n_clicks, MOST_CLICKS)


main()
