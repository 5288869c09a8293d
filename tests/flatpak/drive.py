# drive.py - the Flatpak from outside: enrolled, a photo through the portal, a report to the server, and onto paper
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Started by `play`. The server, the screen, the buses and the portals are this machine's; the app sees of it what its
# permissions show. What it holds in memory is told, beside what this machine's own build holds on the same profile.

import contextlib
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'bench'))

from app import ZONE, App, describe, give_keyboard_to, keys, press_button, search_window, type_text, wait_for, walk  # noqa: E402
from desktop import NOTIFICATIONS, TITLE, Desktop  # noqa: E402
from gi.repository import Atspi  # noqa: E402
from measure import Memory  # noqa: E402
from network_manager import NetworkManager  # noqa: E402
from processes import BUILD, SOURCE, WorldCase, main, wait_until  # noqa: E402

APPLICATION = 'id.kentongan.Kentongan'
PHOTO = SOURCE / 'data' / 'practice' / 'panggung.jpg'
ACCOUNT = 'The head of the village raised two fingers beside the candidate.'
SETTLED_S = 6
AROUND = ('bwrap', 'flatpak', 'xdg-dbus-proxy')
ENGLISH = {'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en', 'TZ': ZONE}
# What a test tells a program about this machine says nothing to a person's desktop, and less to a sandbox.
OURS = ('KENTONGAN_', 'KTG_', 'GSETTINGS_', 'GSK_', 'GDK_', 'GTK_', 'GIO_')
AS_A_PERSON = {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | ENGLISH

desktop = Desktop([NOTIFICATIONS])


def in_sandbox(*words, program='kentongan', **options):
    """Starts something with what the app sees and may."""
    return subprocess.Popen(['flatpak', 'run', '--user', f'--command={program}', APPLICATION, *words], env=AS_A_PERSON, **options)


class SandboxedApp(App):
    """On the accessibility bus it is another process: its proxy."""

    def __init__(self, log, *arguments):
        self.log = open(log, 'ab')
        self.process = in_sandbox(*arguments, stdout=self.log, stderr=self.log)
        self.meet()

    def is_own(self, root):
        return root.get_name().lower() in ('kentongan', APPLICATION.lower())

    def close(self):
        if self.process.poll() is None:
            subprocess.run(['flatpak', 'kill', APPLICATION], check=False)
        super().close()


def processes():
    """Those of this session, with their names: the app, and what makes and watches its sandbox."""
    for comm in pathlib.Path('/proc').glob('[0-9]*/comm'):
        with contextlib.suppress(OSError):
            pid = int(comm.parent.name)
            if os.getsid(pid) == os.getsid(0):
                yield pid, comm.read_text().strip()


def tell_memory(what, pid):
    memory = Memory(pid)
    print(f'# memory, {what}: {memory.rss_mib:.1f} MiB resident, {memory.pss_mib:.1f} its share, '
          f'{memory.private_mib:.1f} its own, {memory.peak_mib:.1f} at its peak', flush=True)
    return memory


def settle():
    """What was needed to start is given back after a few seconds."""
    time.sleep(SETTLED_S)


class Portal:
    """What shows the dialogs for a sandbox, on this machine's accessibility bus."""

    def __init__(self, title):
        self.title = title
        give_keyboard_to(title)
        self.root = wait_for('the portal’s dialog', self._find_root)

    def _find_root(self):
        roots = Atspi.get_desktop(0)
        for index in range(roots.get_child_count()):
            root = roots.get_child_at_index(index)
            if root is not None and 'portal' in root.get_name():
                return root
        return None

    def press(self, *names):
        press_button(wait_for(f'a button “{names}”', lambda: next(
            (node for node, role in walk(self.root) if role == 'push button' and node.get_name().strip('_') in names), None)))
        wait_for(f'the end of “{self.title}”', lambda: search_window(self.title) is None)
        give_keyboard_to('Kentongan')


class Flatpak(WorldCase):
    def setUp(self):
        super().setUp()
        self.start_portals()
        self.server.start()

    def start_portals(self):
        """Those of this machine, when somebody asks, with a NetworkManager that says what this test wants."""
        self.manager = NetworkManager(self.folder)
        self.addCleanup(self.manager.close)
        self.manager.say('metered')
        subprocess.run(['dbus-update-activation-environment',
                        *(f'{name}={value}' for name, value in self.manager.environment.items())], check=True)

    def open(self, *arguments):
        self.app = SandboxedApp(self.folder / 'app.log', *arguments)
        self.addCleanup(self.app.close)

    def leave(self):
        give_keyboard_to('Kentongan')
        self.app.leave()

    def own_folder(self):
        """What of the home the sandbox may write."""
        return pathlib.Path(os.environ['HOME']) / '.var' / 'app' / APPLICATION

    def enrol(self):
        self.app.press('Enter the Office’s Code')
        self.app.write('Server address', self.server.url)
        self.app.write('Code from your office', self.server.code())
        self.app.press('Enrol')
        wait_for('the end of enrolling', lambda: self.app.find_now('text', 'Code from your office') is None)
        self.leave()

    def choose_photo(self):
        self.app.press('Photo or File')
        portal = Portal('Add Photos or Files')
        keys('slash')
        type_text(str(self.photo)[1:])
        portal.press('Open', 'Add', 'Select')
        self.app.find('list item', starts=self.photo.name)
        self.assertIsNone(self.app.find_now('label', starts='1 file was not added'))

    def file_report(self, account):
        self.app.write('Name', 'B. S.')
        self.app.search_and_take('Search village, district or regency', 'notoprajan', 'Kelurahan Notoprajan')
        self.app.write('It happened', 'yesterday 19.30')
        self.app.write('Description of the event', account)
        self.app.sign(self.app.file_report())
        self.app.wait_for_words(account)

    def assert_only_preview_came(self):
        """There is one, so the picture was decoded: in the sandbox that a decoder has within this one."""
        self.assertEqual(sorted((file['preview'], file['complete']) for file in self.server.list()[0]['files']),
                         [(False, False), (True, True)])

    def send_photo(self):
        """Over a link that only the portal calls metered: the text and the preview, and then all of it."""
        self.assertEqual(in_sandbox('limits', 'originals=unmetered', program='ktg').wait(60), 0)
        self.open('--new-report')
        self.choose_photo()
        self.file_report(ACCOUNT)
        wait_until(lambda: self.server.list() and self.server.list()[0]['state'] == 'delivered', what='the text')
        self.app.find('push button', starts='All texts are on the server. Original files wait for an unmetered network')
        self.assert_only_preview_came()
        self.manager.say('unmetered')  # while the link is up and the app runs: it is asked anew before each exchange
        give_keyboard_to('Kentongan')
        keys('ctrl+s')
        wait_until(lambda: self.server.list()[0]['state'] == 'complete', 60, 'the photo')
        self.leave()
        self.open(f'kentongan:report/{self.server.list()[0]["report"]}')
        self.app.find('label', starts='The server has everything')
        digest = hashlib.sha256(PHOTO.read_bytes()).hexdigest()
        kept = pathlib.Path(self.server.data) / 'files' / digest[:2] / digest
        self.assertEqual(kept.read_bytes(), PHOTO.read_bytes())

    def print_to_file(self):
        give_keyboard_to('Kentongan')
        keys('ctrl+p')
        self.app.press('Save PDF…')
        target = self.folder / 'paper.pdf'
        portal = Portal('Save as PDF')
        keys('ctrl+a')
        type_text(str(target))
        portal.press('Save')
        wait_until(target.exists, what='the PDF')
        self.app.find('label', starts='The PDF is saved as')
        text = subprocess.run(['pdftotext', target, '-'], capture_output=True, text=True, check=True).stdout
        self.assertIn('Notoprajan', text)
        self.assertIn(hashlib.sha256(PHOTO.read_bytes()).hexdigest()[:8], text.replace(' ', '').replace('\n', ''))

    def go_on_without_window(self):
        """What waits is sent with the window closed, which the portal allows and the desktop is told."""
        self.server.stop()
        self.app.begin_report()
        self.file_report('Nobody was there.')
        self.app.press('Close', after='Copy the report’s number')
        number = wait_for('that it is still sending', lambda: desktop.find('Kentongan is still sending 1 report'))
        self.assertIsNone(self.app.process.poll())
        self.assertEqual(sum(words[TITLE].startswith('Kentongan is still sending') for words in desktop.told), 1, 'it is not wanted')
        self.assertNotIn('Nobody', str(desktop.told[number - 1]))
        self.server.start()
        self.assertEqual(self.app.process.wait(90), 0)
        self.assertEqual([report['state'] for report in self.server.list()], ['complete'] * 2)

    def measure(self):
        self.open()
        self.app.find('label', starts='Everything is on the server')
        settle()
        started = list(processes())
        tell_memory('the app in its sandbox', next(pid for pid, name in started if name == 'kentongan'))
        around = [Memory(pid) for pid, name in started if name in AROUND]
        print(f'# memory, the {len(around)} processes around it ({", ".join(AROUND)}): '
              f'{sum(memory.pss_mib for memory in around):.1f} MiB their share', flush=True)
        self.leave()
        self.assertIn('window-size=', (self.own_folder() / 'config' / 'glib-2.0' / 'settings' / 'keyfile').read_text())
        copy = self.folder / 'copy'
        shutil.copytree(self.own_folder() / 'data' / 'kentongan', copy)
        bare = App(BUILD / 'src' / 'client' / 'kentongan', copy, **ENGLISH)
        self.addCleanup(bare.close)
        bare.find('label', starts='Everything is on the server')
        settle()
        tell_memory('this machine’s own build on the same profile', bare.process.pid)

    def play(self):
        self.photo = shutil.copy(PHOTO, self.folder / 'IMG-20261128-WA0003.jpg')
        self.photo = pathlib.Path(self.photo)
        self.open()
        self.enrol()
        self.send_photo()
        self.print_to_file()
        self.go_on_without_window()
        self.measure()

    def test_every_icon_has_a_picture_in_the_runtime(self):
        sources = [path.read_text() for room in ('src/client', 'ui') for path in (SOURCE / room).iterdir() if path.suffix in ('.c', '.ui')]
        names = set(re.findall(r'[">]([a-z0-9-]+-symbolic)["<]', ' '.join(sources)))
        own = {path.name.split('.')[0] for path in (SOURCE / 'ui' / 'icons').rglob('*.*')}
        seen = in_sandbox('-c', 'shopt -s globstar; printf "%s\n" /usr/share/icons/**/*-symbolic.*', program='bash',
                          stdout=subprocess.PIPE, text=True)
        there = {pathlib.Path(line).name.split('.')[0] for line in seen.communicate()[0].splitlines()}
        self.assertGreater(len(names), 30)
        self.assertEqual(names - own - there, set())

    def test_a_report_goes_from_the_sandbox_to_the_server_and_onto_paper(self):
        try:
            self.play()
        except Exception:
            if folder := os.environ.get('KTG_SCREENSHOTS'):
                subprocess.run(['import', '-window', 'root', str(pathlib.Path(folder) / 'flatpak.png')], check=True)
            print((self.folder / 'app.log').read_text())
            print('\n'.join('# ' + line for line in describe(self.app.root)))
            raise


main()
