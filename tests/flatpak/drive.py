# drive.py - the Flatpak from outside: enrolled, a photo through the portal, a report to the server, and onto paper
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Started by `play`. The server, the screen, the buses and the portals are this machine's; the app sees of it what its
# permissions show. What it holds in memory is told, beside what this machine's own build holds on the same profile.

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'bench'))

from app import ZONE, App, describe, give_keyboard_to, keys, press_button, search_window, type_text, wait_for, walk  # noqa: E402
from desktop import NOTIFICATIONS, Desktop  # noqa: E402
from gi.repository import Atspi  # noqa: E402
from measure import Memory  # noqa: E402
from network_manager import NetworkManager  # noqa: E402
from processes import BUILD, SOURCE, WorldCase, main, wait_until  # noqa: E402

APPLICATION = 'id.kentongan.Kentongan'
PHOTO = SOURCE / 'data' / 'practice' / 'panggung.jpg'
ACCOUNT = 'The head of the village raised two fingers beside the candidate.'
SETTLED_S = 6
ENGLISH = {'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en', 'TZ': ZONE}
PORTALS = ('xdg-document-portal', 'xdg-desktop-portal-gtk', 'xdg-desktop-portal')

desktop = Desktop([NOTIFICATIONS])


def in_sandbox(*words, **options):
    """A command with what the app sees and may; of this machine's settings it gets none."""
    spoken = [f'--env={name}={value}' for name, value in ENGLISH.items()]
    unset = [f'--unset-env={name}' for name in ('GSETTINGS_BACKEND', 'GSK_RENDERER', 'GDK_DEBUG', 'GDK_BACKEND')]
    return ['flatpak', 'run', '--user', *unset, *spoken, *options.get('more', ()), APPLICATION, *words]


class SandboxedApp(App):
    """On the accessibility bus it is another process: its proxy."""

    def __init__(self, log, *arguments):
        self.log = open(log, 'ab')
        self.process = subprocess.Popen(in_sandbox(*arguments), stdout=self.log, stderr=self.log)
        self.headers = []
        self.root = wait_for('the app on the accessibility bus', self._find_root)

    def is_own(self, root):
        return root.get_name().lower() in ('kentongan', APPLICATION.lower())

    def close(self):
        if self.process.poll() is None:
            subprocess.run(['flatpak', 'kill', APPLICATION], check=False)
        super().close()


def descendants(pid):
    """The processes of a sandbox, by name."""
    children = {}
    for status in pathlib.Path('/proc').glob('[0-9]*/status'):
        try:
            lines = dict(line.split(':', 1) for line in status.read_text().splitlines())
        except OSError:
            continue
        children.setdefault(int(lines['PPid']), []).append((int(status.parent.name), lines['Name'].strip()))
    found, waiting = [], [pid]
    while waiting:
        for child in children.get(waiting.pop(), []):
            found.append(child)
            waiting.append(child[0])
    return found


def tell_memory(what, pid):
    memory = Memory(pid)
    print(f'# memory, {what}: {memory.rss_mib:.1f} MiB resident, {memory.pss_mib:.1f} its share, '
          f'{memory.private_mib:.1f} its own, {memory.peak_mib:.1f} at its peak', flush=True)
    return memory


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
        """Those of this machine, with a NetworkManager that says what this test wants."""
        self.manager = NetworkManager(self.folder)
        self.addCleanup(self.manager.close)
        self.manager.say('metered')
        self.addCleanup(subprocess.run, ['fusermount3', '-u', pathlib.Path(os.environ['XDG_RUNTIME_DIR']) / 'doc'],
                        stderr=subprocess.DEVNULL)
        environment = {**os.environ, **self.manager.environment}
        environment.pop('GIO_USE_NETWORK_MONITOR', None)
        for name in PORTALS:
            log = open(self.folder / f'{name}.log', 'wb')
            portal = subprocess.Popen([f'/usr/libexec/{name}'], env=environment, stdout=log, stderr=log)
            self.addCleanup(log.close)
            self.addCleanup(portal.wait, 20)
            self.addCleanup(portal.terminate)

    def open(self, *arguments):
        self.app = SandboxedApp(self.folder / 'app.log', *arguments)
        self.addCleanup(self.app.close)

    def profile(self):
        return pathlib.Path(os.environ['HOME']) / '.var' / 'app' / APPLICATION / 'data' / 'kentongan'

    def enrol(self):
        self.app.press_first('Not enrolled yet')
        self.app.press_first('Enrol This Device')
        self.app.write('Server address', self.server.url)
        self.app.write('Code from your office', self.server.code())
        self.app.press('Enrol')
        self.app.find('label', starts='Everything is on the server')

    def choose_photo(self):
        self.app.press('Photo or File')
        portal = Portal('Add Photos or Files')
        keys('slash')
        type_text(str(self.photo)[1:])
        portal.press('Open', 'Add', 'Select')
        self.app.find('list item', starts=self.photo.name)

    def file_report(self, account):
        self.app.write('Name', 'B. S.')
        self.app.search_and_take('Search village, district or regency', 'notoprajan', 'Kelurahan Notoprajan')
        self.app.write('It happened', 'yesterday 19.30')
        self.app.write('Description of the event', account)
        self.app.sign(self.app.file_report())
        self.app.wait_for_words(account)

    def files_at_the_server(self):
        return [file for report in self.server.list() for file in report['files']]

    def send_photo(self):
        """Over a link that only the portal calls metered: the text and the preview, and then all of it."""
        limited = subprocess.run(in_sandbox('limits', 'originals=unmetered', more=['--command=ktg']), capture_output=True, text=True)
        self.assertEqual(limited.returncode, 0, limited.stderr)
        self.open('--new-report')
        self.choose_photo()
        self.file_report(ACCOUNT)
        wait_until(lambda: self.server.list() and self.server.list()[0]['state'] == 'delivered', what='the text')
        self.app.find('push button', starts='Photos wait')
        self.assertFalse(self.files_at_the_server()[0]['complete'])
        self.manager.say('unmetered')
        wait_until(lambda: self.server.list()[0]['state'] == 'complete', 60, 'the photo')
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
        self.assertNotIn('Nobody', str(desktop.told[number - 1]))
        self.server.start()
        self.assertEqual(self.app.process.wait(90), 0)
        self.assertEqual([report['state'] for report in self.server.list()], ['complete'] * 2)

    def measure(self):
        self.open()
        self.app.find('label', starts='Everything is on the server')
        wait_until(lambda: False, SETTLED_S) if False else settle()
        inside = descendants(self.app.process.pid)
        own = next(pid for pid, name in inside if name == 'kentongan')
        tell_memory('the app in its sandbox', own)
        around = [Memory(pid) for pid, name in inside if pid != own] + [Memory(self.app.process.pid)]
        print(f'# memory, what is around it ({", ".join(sorted(name for _, name in inside if name != "kentongan"))}): '
              f'{sum(memory.pss_mib for memory in around):.1f} MiB its share', flush=True)
        self.app.leave()
        copy = self.folder / 'copy'
        shutil.copytree(self.profile(), copy)
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
        self.app.leave()
        self.send_photo()
        self.print_to_file()
        self.go_on_without_window()
        self.measure()

    def test_a_report_goes_from_the_sandbox_to_the_server_and_onto_paper(self):
        try:
            self.play()
        except Exception:
            if folder := os.environ.get('KTG_SCREENSHOTS'):
                subprocess.run(['import', '-window', 'root', str(pathlib.Path(folder) / 'flatpak.png')], check=True)
            print('\n'.join('# ' + line for line in describe(self.app.root)))
            print((self.folder / 'app.log').read_text())
            raise


main()
