# test-packs.py - a rule is corrected on the server: the app says so, and shows since when it holds; another is taken by hand
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import pathlib
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

from app import App, choose_file, describe, give_keyboard_to, keys, press_button  # noqa: E402
from packs import read_newest  # noqa: E402
from processes import ENVIRONMENT, PACKS, Device, WorldCase, main  # noqa: E402

PROGRAM = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'client', 'kentongan')
TITLES = {'en': 'Corrected', 'id': 'Diperbaiki'}
CAME = {'en': 'New rules or words are here: ', 'id': 'Ada aturan atau kata-kata baru: '}
HOLDS = {'en': 'Holds since ', 'id': 'Berlaku sejak '}
REFUSED = {'en': 'This file is not a pack, or it is damaged:', 'id': 'Berkas ini bukan paket, atau rusak:'}
MENU = {'en': ('Main Menu', 'Settings', 'Rules', 'Choose…'),
        'id': ('Menu Utama', 'Pengaturan', 'Aturan', 'Pilih…')}


def corrected(path, name, number):
    pack = read_newest(PACKS, name)
    pack['title'] = TITLES
    pack['version'] = f'{pack["version"].split(".")[0]}.{number}'
    path.write_text(json.dumps(pack, ensure_ascii=False))
    return pack['version']


class Packs(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.device = Device(self.folder, environment=dict(ENVIRONMENT, XDG_DATA_HOME=str(self.folder / 'home')))
        self.device.enrol(self.server)
        self.app = None

    def tearDown(self):
        if self.app is not None:
            self.app.close()
        super().tearDown()

    def play(self, language):
        path = self.folder / 'offered.json'
        version = corrected(path, 'rules', 77)
        self.server.run('pack', 'publish', path)
        self.app = App(PROGRAM, self.device.profile, LC_ALL='C.UTF-8', LANGUAGE=language, XDG_DATA_HOME=str(self.folder / 'home'))
        title = f'{TITLES[language]} ({version})'
        try:
            self.app.find('label', starts=CAME[language] + title)
            give_keyboard_to('Kentongan')
            keys('ctrl+comma')
            press_button(self.app.find('page tab', MENU[language][2]))
            self.app.find('label', title)
            self.app.find('label', starts=HOLDS[language])
            self.assertTrue((self.folder / 'home' / 'kentongan' / 'packs' / f'rules-{version}.json').exists())
        except AssertionError:
            print('\n'.join('# ' + line for line in describe(self.app.root)))
            raise

    def test_the_app_says_what_came_and_since_when_it_holds_in_english(self):
        self.play('en')

    def test_the_app_says_what_came_and_since_when_it_holds_in_indonesian(self):
        self.play('id')


main()
