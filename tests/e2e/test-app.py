# test-app.py - the app from enrolment to complete, with the server going away and coming back in between
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

from app import App, choose_file, describe, give_keyboard_to, keys  # noqa: E402
from processes import BUILD, Device, WorldCase, main  # noqa: E402

ACCOUNT = 'The head of the village raised two fingers beside the candidate.'


class AppMainJob(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.app = App(BUILD / 'src' / 'client' / 'kentongan', self.folder / 'profile', LC_ALL='C.UTF-8', LANGUAGE='en')

    def tearDown(self):
        self.app.close()
        super().tearDown()

    def enrol(self, code):
        self.app.press_first('Not enrolled yet')
        self.app.press_first('Enrol This Device')
        self.app.write('Server address', self.server.url)
        self.app.write('Code from your office', code)
        self.app.press('Enrol')

    def file_report(self, photo):
        self.app.begin_report()
        choose_file(photo, lambda: self.app.press('Photo or File'),
                    lambda: self.app.find_now('list item', starts=photo.name))
        self.app.write('Name', 'B. S.')
        self.app.search_and_take('Search village, district or regency', 'notoprajan', 'Kelurahan Notoprajan')
        self.app.write('It happened', 'yesterday 19.30')
        self.app.write('Description of the event', ACCOUNT)
        self.app.sign(self.app.file_report())
        self.app.wait_for_words(ACCOUNT)

    def play(self):
        self.enrol('-'.join(['AAAA'] * 8))
        self.app.find('label', starts='The server at this address did not make this code')
        self.app.write('Code from your office', self.server.code())
        self.app.press('Enrol')
        self.app.find('label', starts='Everything is on the server')

        self.server.stop()
        self.file_report(self.photo('IMG-20241112-WA0003.jpg', width=800, height=600))
        self.app.find('push button', 'Waiting 1')
        self.app.find('label', starts='Offline. Waiting: 1 text, ')

        self.server.start()
        self.app.press('Sync now')
        self.app.find('label', starts='Everything is on the server')
        self.app.find('label', starts='The server has everything')
        self.assertEqual([report['state'] for report in self.server.list()], ['complete'])

    def test_a_report_goes_from_enrolment_to_complete_in_the_app(self):
        try:
            self.play()
        except AssertionError:
            print('\n'.join('# ' + line for line in describe(self.app.root)))
            raise


class AppRefiling(WorldCase):
    """A profile that was copied to another computer, whose reports the server refuses."""

    def setUp(self):
        super().setUp()
        self.server.start()
        self.photos = 0
        first = Device(self.folder, 'first')
        first.enrol(self.server)
        self.file_and_sync(first, 0)
        self.copy = Device(self.folder, 'copy')
        shutil.copytree(first.profile, self.copy.profile)
        self.file_and_sync(first, 0)
        self.file_and_sync(self.copy, 4)
        self.app = App(BUILD / 'src' / 'client' / 'kentongan', self.copy.profile, LC_ALL='C.UTF-8', LANGUAGE='en')

    def tearDown(self):
        self.app.close()
        super().tearDown()

    def file_and_sync(self, device, status):
        self.photos += 1
        device.file(self.body, self.photo(f'{self.photos}.jpg', width=320, height=240, seed=self.photos))
        self.assertEqual(device.run('sync').returncode, status)

    def play(self):
        self.app.press('Needs action 1')
        give_keyboard_to('Kentongan')
        keys('ctrl+f', 'Tab', 'Tab', 'Tab', 'Down', 'Return')
        self.app.press('File Anew…')
        self.app.press('File Anew')
        self.app.find('label', starts='Filed and safe on this device.')
        self.app.find('label', starts='Not enrolled yet')
        self.app.wait_for_words('No report is of this kind now. All your reports are still there.')

    def test_a_refused_report_is_filed_anew_in_the_app(self):
        try:
            self.play()
        except AssertionError:
            print('\n'.join('# ' + line for line in describe(self.app.root)))
            raise
        self.app.close()
        self.assertEqual(self.copy.status()['parked'], 0)
        self.copy.enrol(self.server)
        self.assertEqual(self.copy.run('sync').returncode, 0)
        self.assertEqual([report['state'] for report in self.server.list()], ['complete'] * 3)


main()
