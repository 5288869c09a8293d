# test-practice.py - somebody trains on invented reports, and what she files is received by nobody
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

from app import App  # noqa: E402
from processes import main  # noqa: E402

PROGRAM = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'client', 'kentongan')
KTG = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'cli', 'ktg')
MARK = 'Practice: everything here is invented, and nothing is sent'
WAITING = 'Posts or likes, prospective candidate. Waiting. '


class Practice(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-practice-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.app = App(PROGRAM, self.folder / 'profile', '--practice', LC_ALL='C.UTF-8', LANGUAGE='en', KENTONGAN_KTG=KTG)
        self.addCleanup(self.app.close)

    def test_the_first_start_makes_it_and_says_that_nothing_is_sent(self):
        self.app.wait_for_words('Practice. Nothing is sent to a server.')
        self.app.find('list item', starts=WAITING)
        self.app.wait_for_words(MARK)
        self.app.find('push button', starts='All 12')
        self.app.find('push button', starts='Waiting 3')


main()
