# test-export.py - what a device copies out and what the server exports is one layout, and `sha256sum -c` reads both
#
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import SOURCE, Device, Server, main, make_photo  # noqa: E402
from small_disk import as_root  # noqa: E402

NO_ROOM = 'There is not enough room'


def check(folder):
    return subprocess.run(['sha256sum', '--check', '--strict', '--quiet', 'MANIFEST'], cwd=folder, capture_output=True, text=True)


def bytes_in(folder, part):
    return {path.name: path.read_bytes() for path in (folder / part).iterdir()}


class Export(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-export-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.server = Server(self.folder).start()
        self.addCleanup(self.server.stop)
        self.device = Device(self.folder)
        self.device.enrol(self.server)
        self.photo = make_photo(self.folder / 'photo.jpg', 800, 600)
        self.report = self.device.file(SOURCE / 'tests' / 'data' / 'report-minimal.json', self.photo)
        self.stick = self.folder / 'stick'
        self.stick.mkdir()

    def export(self, **more):
        return subprocess.run(self.device.command('export', self.report, self.stick), capture_output=True, text=True,
                              env=self.device.environment, timeout=120, **more)

    def mount_mine_on_what_is_left(self):
        """As if a sudden end had left what is to be taken away, and somebody's folder were to be seen in it."""
        mine, left = self.folder / 'mine', self.stick / '.coming-Kentongan-7' / 'files'
        mine.mkdir()
        left.mkdir(parents=True)
        as_root('mount', '--bind', mine, left)
        self.addCleanup(as_root, 'umount', '--lazy', left)
        photo = mine / f'{hashlib.sha256(b"mine").hexdigest()}.jpg'
        photo.write_bytes(b'mine')
        return photo

    def test_a_copy_is_whole_and_like_the_servers(self):
        self.device.run('sync')
        mine = self.mount_mine_on_what_is_left()
        done = self.export()
        self.assertTrue(mine.exists())
        self.assertEqual(done.returncode, 0, done.stderr)
        warning, path = done.stdout.splitlines()
        self.assertIn('witnesses', warning)
        copy = pathlib.Path(path)
        self.assertEqual(check(copy).returncode, 0, check(copy).stderr)
        self.assertIn(self.photo.read_bytes(), bytes_in(copy, 'files').values())
        self.assertTrue((copy / 'report.pdf').read_bytes().startswith(b'%PDF-'))

        theirs = self.folder / 'theirs'
        self.server.run('export', self.report, str(theirs))
        self.assertEqual(check(theirs).returncode, 0)
        for part in ('events', 'files'):
            self.assertEqual(bytes_in(copy, part), bytes_in(theirs, part))
        self.assertEqual((copy / 'form.json').read_bytes(), (theirs / 'form.json').read_bytes())

        account = json.loads((copy / 'manifest.json').read_text())
        listed = {line.split('  ', 1)[1] for line in (copy / 'MANIFEST').read_text().splitlines()}
        self.assertEqual({file['name'] for file in account['files']}, listed - {'manifest.json'})
        self.assertEqual((account['report'], account['whole']), (self.report, True))
        self.assertEqual(len(bytes_in(copy, 'receipts')) % 2, 0)
        self.assertTrue(bytes_in(copy, 'receipts'))

        next(iter((copy / 'files').iterdir())).write_bytes(b'another photo')
        self.assertNotEqual(check(copy).returncode, 0)

    def test_where_a_file_is_too_large_nothing_is_left(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
        done = self.export(preexec_fn=limit, restore_signals=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(NO_ROOM, done.stderr)
        self.assertEqual(list(self.stick.iterdir()), [])


main()
