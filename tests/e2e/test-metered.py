# test-metered.py - over a link that NetworkManager calls metered texts and previews go, and not one byte of an original
#
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from network_manager import NetworkManager  # noqa: E402
from processes import ENVIRONMENT, Device, Link, WorldCase, main  # noqa: E402

# Two reports' texts, two previews, and what is asked and answered.
SMALL_BYTES = 200_000
WHO_SAYS = ('from gi.repository import Gio; monitor = Gio.NetworkMonitor.get_default(); '
            'print(monitor.__gtype__.name, monitor.get_network_metered())')


class Metered(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.manager = NetworkManager(self.folder)
        self.addCleanup(self.manager.close)
        self.manager.say('unmetered')
        environment = {**ENVIRONMENT, **self.manager.environment}
        environment.pop('GIO_USE_NETWORK_MONITOR', None)
        self.device = Device(self.folder, environment=environment)
        self.link = Link(self.server.port)
        self.addCleanup(self.link.close)
        self.device.enrol(self.server, self.link.url)

    def ask_who_says(self):
        """The class in GIO that a program of ours gets in this environment, and what it says."""
        return subprocess.run([sys.executable, '-c', WHO_SAYS], env=self.device.environment, capture_output=True, text=True,
                              check=True).stdout.strip()

    def sync(self, *words):
        done = self.device.run('sync', *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def originals_that_arrived(self, photos):
        whole = {file['sha256'] for entry in self.server.list() for file in entry['files'] if file['complete']}
        return [photo for photo in photos if hashlib.sha256(photo.read_bytes()).hexdigest() in whole]

    def bytes_of_files_at_the_server(self):
        return sum(path.stat().st_size for name in ('files', 'partial')
                   for path in (pathlib.Path(self.server.data) / name).rglob('*') if path.is_file())

    def test_no_byte_of_an_original_crosses_a_metered_link_and_all_do_an_unmetered_one(self):
        photos = [self.photo(f'{seed}.jpg', width=1750, height=1280, quality=95, seed=seed) for seed in (1, 2)]
        self.assertEqual(self.device.run('limits', 'originals=unmetered').returncode, 0)
        for photo in photos:
            self.device.file(self.body, photo)
        self.manager.say('metered')
        self.assertEqual(self.ask_who_says(), 'GNetworkMonitorNM True')
        before = self.link.up
        self.assertIn('unmetered network', self.sync())
        over_metered = self.link.up - before
        self.assertEqual({entry['state'] for entry in self.server.list()}, {'delivered'})
        self.assertEqual(self.originals_that_arrived(photos), [])
        previews = sum(file['bytes'] for entry in self.server.list() for file in entry['files'] if file['complete'])
        self.assertGreater(previews, 0)
        self.assertEqual(self.bytes_of_files_at_the_server(), previews)
        self.assertLess(over_metered, SMALL_BYTES)
        spent = self.device.status()['sending']['spent_today']
        self.assertEqual(spent['originals'], 0)
        self.assertGreater(spent['previews'], previews)

        self.manager.say('unmetered')
        self.assertEqual(self.ask_who_says(), 'GNetworkMonitorNM False')
        self.sync()
        self.assertEqual(self.originals_that_arrived(photos), photos)
        size = sum(photo.stat().st_size for photo in photos)
        spent = self.device.status()['sending']['spent_today']
        print(f'# {over_metered} bytes metered, of {size} of originals; then {spent["originals"]} counted')
        self.assertGreater(spent['originals'], size)
        self.assertLess(spent['originals'], size * 1.1)


main()
