# test-by-name.py - a report written, filed and read again by somebody who hears the names and sees nothing
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

from app import App, choose_file, describe, escape_until, give_keyboard_to, wait_for  # noqa: E402
from processes import main, make_photo  # noqa: E402

PROGRAM = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'client', 'kentongan')
WORDS = 'The head of the village stood beside the candidate and raised two fingers.'


class ByName(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-by-name-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.app = None

    def tearDown(self):
        if self.app is not None:
            self.app.close()

    def start(self, **environment):
        self.app = App(PROGRAM, self.folder / 'profile', **{'LC_ALL': 'C.UTF-8', **environment})
        return self.app

    def recent(self):
        return pathlib.Path(os.environ['XDG_DATA_HOME']) / 'recently-used.xbel'

    def remember(self, *uris):
        """As a chooser in another process does."""
        entries = ''.join(f'<bookmark href="{uri}" added="2026-01-01T00:00:00Z" modified="2026-01-01T00:00:00Z" '
                          'visited="2026-01-01T00:00:00Z"><info><metadata owner="http://freedesktop.org">'
                          '<mime:mime-type type="image/jpeg"/><bookmark:applications>'
                          '<bookmark:application name="x" exec="x %u" modified="2026-01-01T00:00:00Z" count="1"/>'
                          '</bookmark:applications></metadata></info></bookmark>' for uri in uris)
        self.recent().parent.mkdir(parents=True, exist_ok=True)
        self.recent().write_text('<?xml version="1.0" encoding="UTF-8"?><xbel version="1.0" '
                                 'xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks" '
                                 'xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info">'
                                 f'{entries}</xbel>')

    def write_report(self, app):
        app.begin_report()
        choose_file(make_photo(self.folder / 'IMG-20241112-WA0003.jpg', width=640, height=480),
                    lambda: app.press('Photo or File'),
                    lambda: app.find_now('list item', starts='IMG-20241112-WA0003.jpg'))
        app.press('Look at it closely')
        app.find('label', starts='unharmed, checked ')
        app.press('Back')
        app.write('Name', 'B. S.')
        app.write('Position', 'Head of the village')
        app.search_and_take('Search village, district or regency', 'notoprajan', 'Kelurahan Notoprajan')
        app.write('Search suspicions: photo, KE-05…', 'KE-05')
        app.press_first('Choose Photo with')
        app.write('It happened', 'yesterday 19.30')
        app.write('Description of the event', WORDS)

    def test_a_report_is_written_and_filed_without_a_server(self):
        app = self.start(LANGUAGE='en')
        try:
            self.write_report(app)
            sheet = app.file_report()
            for words in ('IMG-20241112-WA0003.jpg', WORDS, 'B. S., Head of the village'):
                app.find('label', words, within=sheet)
            app.find('label', starts='KE-05 · ', within=sheet)
            app.sign(sheet)
            app.wait_for_words('Filed and safe on this device. To be sent it needs the code from your office.')
            app.wait_for_words(WORDS)
            app.press('Look at it closely')
            app.find('label', starts='unharmed, checked ')
            app.press('Turn to the right, on the screen only')
            give_keyboard_to('Kentongan')
            escape_until('the report again', lambda: app.find_now('push button', 'Look at it closely'))
            app.press('Back')
            app.find('push button', 'Waiting 1')
            row = app.find('list item', starts='Photo with prospective candidate. Waiting. ')
            self.assertIn('. B. S., Head of the village · Notoprajan', row.get_name())
        except AssertionError:
            print('\n'.join('# ' + line for line in describe(app.root)))
            raise

    def test_what_became_evidence_is_not_among_the_recent_files(self):
        other = 'file:///somewhere/of-another-program.jpg'
        self.remember(other)
        app = self.start(LANGUAGE='en')
        self.write_report(app)
        said = self.recent().read_text()
        self.assertNotIn('WA0003', said)
        self.assertIn(other, said)

        self.remember(other, (self.folder / 'IMG-20241112-WA0003.jpg').as_uri())
        wait_for('the end of the entry', lambda: 'WA0003' not in self.recent().read_text())
        self.assertIn(other, self.recent().read_text())

    def test_what_was_typed_is_there_after_the_program_was_killed(self):
        app = self.start(LANGUAGE='en')
        app.begin_report()
        app.write('Description of the event', WORDS)
        app.find('label', starts='Saved ')
        app.process.kill()
        app.process.wait()
        app = self.start(LANGUAGE='en')
        app.find('push button', 'Drafts 1')
        app.find('list item', starts=WORDS)

    def test_it_speaks_indonesian_where_no_locale_was_generated(self):
        app = self.start(LC_ALL='id_ID.UTF-8', LANGUAGE='')
        app.begin_report({'New Report': 'Laporan Baru', 'Write the First Report': 'Tulis Laporan Pertama'}.get)
        app.write('Uraian kejadian', WORDS)
        app.press('Kembali')
        app.find('push button', 'Laporan Baru')
        app.find('label', 'Belum terdaftar. Masukkan kode dari kantor.')

    def test_it_speaks_what_was_chosen_in_it_whatever_the_computer_speaks(self):
        (self.folder / 'profile').mkdir()
        (self.folder / 'profile' / 'view.ini').write_text('[view]\nlanguage=id\n')
        for locale in ('C.UTF-8', 'C'):
            app = self.start(LC_ALL=locale, LANGUAGE='')
            app.find('push button', 'Tulis Laporan Pertama')
            app.close()


main()
