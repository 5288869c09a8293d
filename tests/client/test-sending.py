# test-sending.py - what may be sent and what was, as a screen reader hears it; and room that is given back
#
# SPDX-License-Identifier: GPL-3.0-or-later

import http.server
import os
import pathlib
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

from app import App, describe, give_keyboard_to, has_state, keys, press_button, wait_for, walk  # noqa: E402
from gi.repository import Atspi  # noqa: E402
from processes import Device, WorldCase, main  # noqa: E402
from wrong_clock import at_clock  # noqa: E402

PROGRAM = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'client', 'kentongan')
LATER = '+40d'
PORTAL = 'Something answered, but it is not a Kentongan server.'


class Page(http.server.BaseHTTPRequestHandler):
    """Whatever is asked, somebody is to sign in."""

    def do_GET(self):
        body = b'<html><body>Sign in</body></html>'
        self.send_response(200)
        self.send_header('Content-Type', 'text/html')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_HEAD = do_PATCH = do_POST = do_GET

    def log_message(self, *words):
        pass


class Portal:
    """A network that answers in the server's place."""

    def __init__(self, port):
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', port), Page)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def sign_in(self):
        self.server.shutdown()
        self.server.server_close()


def hide_programs(folder):
    """The data of this computer, but for the programs that open things."""
    folder.mkdir()
    for entry in pathlib.Path('/usr/share').iterdir():
        if entry.name != 'applications':
            (folder / entry.name).symlink_to(entry)
    return str(folder)


def install_browser(address):
    """It writes down where it was sent."""
    programs = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'applications'
    programs.mkdir(parents=True, exist_ok=True)
    script = address.with_name('browser')
    script.write_text(f'#!/bin/sh\nprintf %s "$1" >{address}.part && mv {address}.part {address}\n')
    script.chmod(0o700)
    (programs / 'browser.desktop').write_text(
        f'[Desktop Entry]\nType=Application\nName=Browser\nExec={script} %u\nMimeType=x-scheme-handler/http;\n')
    (programs / 'mimeapps.list').write_text('[Default Applications]\nx-scheme-handler/http=browser.desktop\n')


class Sending(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.device = Device(self.folder)
        self.device.enrol(self.server)
        self.device.file(self.body, *(self.photo(f'{seed}.jpg', width=1100, height=900, quality=90, seed=seed)
                                      for seed in (1, 2)))

    def open_app(self, **environment):
        app = App(PROGRAM, self.device.profile, **{'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en', **environment})
        self.addCleanup(app.close)
        return app

    def hear(self, app, role, starts):
        return app.find(role, starts=starts)

    def look(self, name):
        """For who wants to see what was heard."""
        if folder := os.environ.get('KTG_SCREENSHOTS'):
            subprocess.run(['import', '-window', 'root', str(pathlib.Path(folder) / f'{name}.png')], check=True)

    def open_queue(self, app):
        press_button(self.hear(app, 'push button', 'Today’s data is used up.'))
        app.find('label', 'Queue')
        self.look('queue')

    def test_a_budget_a_pause_and_now(self):
        self.assertEqual(self.device.run('limits', 'day=1').returncode, 0)
        app = self.open_app()
        self.open_queue(app)
        self.hear(app, 'label', 'Today’s data is used up. Originals go on at 00:00')
        self.hear(app, 'label', 'begins anew at 00:00')
        app.find('label', 'of 1\u00a0MB')
        self.hear_data_of_today(app)
        self.hear_how_far_a_cut_photo_came(app)
        self.look('used-up')
        self.pause(app)
        app.leave()

        app = self.open_app()
        press_button(self.hear(app, 'push button', 'Paused. Texts are sent all the same'))
        resume = app.find('push button', 'Resume', after=app.find('label', 'Queue'))
        self.assertTrue(has_state(resume, Atspi.StateType.PRESSED) or has_state(resume, Atspi.StateType.CHECKED))
        press_button(resume)
        self.hear(app, 'label', 'Today’s data is used up.')
        app.press('Send Original Files Now')
        self.hear(app, 'label', 'Everything is on the server')
        self.look('sent')
        app.leave()
        self.give_room_back()

    def hear_how_far_a_cut_photo_came(self, app):
        wait_for('how much of a photo is there', lambda: next(
            (name for name in (node.get_name() or '' for node, _ in walk(app.root)) if name.endswith('has arrived')), None))
        self.hear(app, 'label', 'The server’s last receipt: ')
        app.find('label', 'waits because today’s data is used up')

    def hear_data_of_today(self, app):
        """The bar has a name, and the sizes beside it are read as words."""
        heard = [(role, node.get_name()) for node, role in walk(app.root)]
        self.assertTrue(any(name == 'Data today' and role != 'label' for role, name in heard), '\n'.join(describe(app.root)))
        words = [name for role, name in heard if role == 'label']
        begin = words.index('Data today')
        self.assertEqual(words[begin + 3], 'of 1\u00a0MB')
        self.assertEqual(words[begin + 4:begin + 10:2], ['Texts', 'Previews', 'Originals'])

    def pause(self, app):
        press_button(app.find('push button', 'Pause'))
        self.hear(app, 'label', 'Paused. Texts are sent all the same; files wait')
        app.find('push button', 'Resume')
        self.look('paused')

    def give_room_back(self):
        """Forty days later, by the server's clock as well."""
        self.server.stop()
        self.server.environment = at_clock(self.server.environment, LATER)
        self.server.start()
        self.device.environment = at_clock(self.device.environment, LATER)
        self.assertEqual(self.device.run('sync').returncode, 0)
        before = self.device.status()
        self.assertEqual(before['free_files'], 2)
        self.assertIn('2 original photos', self.device.run('free').stdout)
        self.assertEqual(self.device.status()['free_files'], 2)
        app = self.open_app(**{name: self.device.environment[name] for name in
                               ('LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC', 'NO_FAKE_STAT', 'ASAN_OPTIONS')})
        app.find('push button', starts='Everything is on the server')
        give_keyboard_to('Kentongan')
        keys('ctrl+comma')
        self.hear(app, 'label', '2 original photos')
        press_button(app.find('push button', 'Free…'))
        free = app.find('push button', 'Free')
        self.look('free')
        press_button(free)
        wait_for('the room', lambda: app.find_now('label', starts='No original photo can be freed yet'))
        app.close()
        self.assertEqual(self.device.status()['free_files'], 0)
        self.assertIn('No original photo can be freed yet', self.device.run('free', '--yes').stdout)
        self.assertEqual(self.device.run('verify').returncode, 0)

    def test_a_network_that_wants_a_sign_in(self):
        """It is said, a press leads to its page, and once somebody has signed in all goes."""
        self.server.stop()
        portal = Portal(self.server.port)
        address = self.folder / 'address'
        app = self.open_app(XDG_DATA_DIRS=hide_programs(self.folder / 'share'))
        press_button(self.hear(app, 'push button', PORTAL))
        app.press('Open the Sign-In Page')
        self.hear(app, 'label', 'No browser opened. Open http://127.0.0.1/ in a browser of this computer')
        self.look('portal')
        install_browser(address)
        wait_for('the page in a browser', lambda: (app.press('Open the Sign-In Page'), address.exists())[1])
        self.assertEqual(address.read_text(), 'http://127.0.0.1/')
        portal.sign_in()
        self.server.start()
        app.press('Sync Now')
        self.hear(app, 'label', 'Everything is on the server')
        wait_for('the end of the button', lambda: app.find_now('push button', 'Open the Sign-In Page') is None)
        app.press('Close')  # nothing waits, so that is the end of it
        self.assertEqual(app.process.wait(60), 0)
        self.assertEqual([report['state'] for report in self.server.list()], ['complete'])


main()
