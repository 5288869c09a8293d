# test-places.py - a place is found as people write it, in the whole country, and said so that it is no other
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

from app import App, give_keyboard_to, keep_still, widen_window  # noqa: E402
from processes import BUILD, main  # noqa: E402

SEARCH = 'Search village, district or regency'
# What is typed, what comes first, and what it then says.
TYPED = [
    ('Babakan Madang', 'Babakan Madang', 'District Babakan Madang, Kabupaten Bogor, Jawa Barat'),
    ('Cisarua Bogor', 'Cisarua', 'District Cisarua, Kabupaten Bogor, Jawa Barat'),
    ('Semarang Tengah', 'Semarang Tengah', 'District Semarang Tengah, Kota Semarang, Jawa Tengah'),
    ('Jogja', 'Kota Yogyakarta', 'Kota Yogyakarta, Daerah Istimewa Yogyakarta'),
    ('Desa Waena', 'Waena', 'Kampung Waena, Heram, Kota Jayapura, Papua'),
    ('Kel. Waena', 'Waena', 'Kelurahan Waena, Heram, Kota Jayapura, Papua'),
    ('92.01.53', 'Salawati Tengah', 'Distrik Salawati Tengah, Kabupaten Sorong, Papua Barat\n'
     'The list no longer has 92.01.53; what came for it is not known.'),
    ('Kel. Notoprajan', 'Notoprajan', 'Kelurahan Notoprajan, Ngampilan, Kota Yogyakarta, Daerah Istimewa Yogyakarta'),
]


class Places(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-places-'))
        self.addCleanup(shutil.rmtree, self.folder)
        keep_still()
        self.app = App(BUILD / 'src' / 'client' / 'kentongan', self.folder / 'profile', LC_ALL='C.UTF-8', LANGUAGE='en')
        self.addCleanup(self.app.close)
        self.app.begin_report()
        widen_window('Kentongan')
        give_keyboard_to('Kentongan')

    def take(self, needle, name, path):
        """What tells it from any other is in the list already, and heard."""
        self.app.search_and_take(SEARCH, needle, path)
        self.app.wait_for_words(name)
        self.app.wait_for_words(path)

    def test_a_place_is_found_as_people_write_it(self):
        for count, (needle, name, path) in enumerate(TYPED):
            if count > 0:
                self.app.press('Change')
            self.take(needle, name, path)

    def test_twins_are_heard_apart(self):
        self.app.write(SEARCH, 'Panipahan')
        self.app.find('push button', starts='Choose Kelurahan Panipahan, ')
        self.app.find('push button', starts='Choose Desa Panipahan, ')
        self.app.write(SEARCH, 'Babakan Madang')
        self.app.find('push button', starts='Choose District Babakan Madang, Kabupaten Bogor')
        self.app.find('push button', starts='Choose Desa Babakan Madang, Babakan Madang, ')

    def test_where_there_are_more_it_is_said_and_what_to_add(self):
        more = 'There are more. Add the district or the regency.'
        self.app.write(SEARCH, 'Sukamaju')
        self.app.find('label', more)
        self.app.write(SEARCH, 'Sukamaju, Cilodong')
        self.app.find('push button', starts='Choose Kelurahan Sukamaju, Cilodong')
        self.assertIsNone(self.app.find_now('label', more))

    def test_what_is_in_no_list_goes_into_words(self):
        self.app.write(SEARCH, 'antah berantah')
        self.app.wait_for_words('Nothing found. The place in your words will do, too.')
        self.app.write('Description of the event', 'Spanduk.')
        self.app.sign(self.app.file_report())
        self.app.wait_for_words('antah berantah')

    def test_a_polling_place_is_a_number_below_a_village(self):
        app = self.app
        self.take('Kec. Ngampilan', 'Ngampilan', 'Kemantren Ngampilan, Kota Yogyakarta, Daerah Istimewa Yogyakarta')
        self.assertIsNone(app.find_now('text', 'Number of the polling place (TPS), if any'))
        app.press('Change')
        self.take(*TYPED[-1])
        app.write('Number of the polling place (TPS), if any', '12')
        app.write('Description of the event', 'Spanduk.')
        app.sign(app.file_report())
        app.wait_for_words(f'Polling place 012, {TYPED[-1][2]}')


main()
