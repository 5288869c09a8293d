# test-telling.py - what happens to reports is told without looking, and they are sent with the window closed
#
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import zoneinfo

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

from app import ZONE, App, give_keyboard_to, keys, leave_window, wait_for  # noqa: E402
from desktop import ACTIONS, BODY, Desktop  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402
from processes import BUILD, SOURCE, Device, Server, main, make_photo  # noqa: E402

PROGRAM = BUILD / 'src' / 'client' / 'kentongan'
TOMORROW = 'Last day: tomorrow'
NEWS = 'News of your reports'
COMPLETE = 'Complete on the server'
SENDING = 'Kentongan is still sending 1 report'
WORDS = 'Lurah berfoto bersama bakal calon.'
APPLICATION = 'id.kentongan.Kentongan'

desktop = Desktop()


def write_report(path, days_ago):
    """Its last day is the seventh after the one on which it was known."""
    report = json.loads((SOURCE / 'tests' / 'data' / 'report-minimal.json').read_text())
    known = datetime.datetime.now(zoneinfo.ZoneInfo(ZONE)).date() - datetime.timedelta(days=days_ago)
    report['times']['known'] = known.isoformat()
    path.write_text(json.dumps(report))
    return path


class Telling(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-telling-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.server = Server(self.folder).start()
        self.addCleanup(self.server.stop)
        self.device = Device(self.folder)
        self.device.enrol(self.server)
        self.server.stop()
        self.first = len(desktop.told)

    def open(self, *arguments):
        self.app = App(PROGRAM, self.device.profile, *arguments, LC_ALL='C.UTF-8', LANGUAGE='en')
        self.addCleanup(self.app.close)

    def wait_for_told(self, title):
        number = wait_for(f'the notification “{title}”', lambda: desktop.find(title, self.first))
        return number, desktop.told[number - 1]

    def spoil_files(self):
        for path in (self.device.profile / 'files').iterdir():
            os.truncate(path, path.stat().st_size // 2)

    def test_each_thing_is_told_once_with_a_number_and_no_word(self):
        self.device.file(write_report(self.folder / 'urgent.json', 6))
        self.device.file(write_report(self.folder / 'spoilt.json', 0), make_photo(self.folder / 'photo.jpg', 320, 240))
        self.spoil_files()
        self.open('--new-report')  # what is being written covers the list
        number, told = self.wait_for_told(TOMORROW)
        self.assertRegex(told[BODY], r'^Report [A-Z]+-0001 is not on the server yet\.$')
        desktop.press(number)
        self.app.wait_for_words(WORDS)

        # A second start says none of it again.
        self.close_and_quit()
        self.first = len(desktop.told)
        self.open('--new-report')
        self.app.find('push button', 'Put in Queue')
        self.server.start()
        number, told = self.wait_for_told(NEWS)
        self.assertEqual(told[BODY], '1 report needs you.\n1 report is complete on the server.')
        self.assertEqual(len(desktop.told), self.first + 1)
        self.assertNotIn('Lurah', str(desktop.told))
        self.come_from_another_window(number)

    def come_from_another_window(self, number):
        """What was told is over once she is back at the app's."""
        give_keyboard_to('Kentongan')
        keys('ctrl+comma')
        give_keyboard_to('Settings')
        keys('Escape')
        leave_window('Settings')
        wait_for('the end of what she came to', lambda: number in desktop.closed)

    def close_and_quit(self):
        """By the button of the page that is seen: one that was never seen does nothing."""
        self.app.press('Close', after='Copy the report’s number')
        number = wait_for('that it is still sending', lambda: next(
            (n for n, words in enumerate(desktop.told, 1) if n > self.first and words[3].startswith('Kentongan is still sending')), None))
        desktop.press(number, 'app.quit')
        self.assertEqual(self.app.process.wait(60), 0)

    def test_what_waits_is_sent_with_the_window_closed_and_then_it_ends(self):
        self.device.file(write_report(self.folder / 'report.json', 0))
        self.open()
        self.app.find('label', starts='Offline. Waiting: ')
        self.app.press('Close')
        number, told = self.wait_for_told(SENDING)
        self.assertIn('Quit', told[ACTIONS])
        refused, _ = wait_for('what holds where it is not wanted', lambda: self.find_refused())
        self.assertIsNone(self.app.process.poll())
        self.come_back_and_close_where_nothing_is_shown(refused + 1)
        self.server.start()
        self.assertEqual(self.app.process.wait(60), 0)
        self.wait_for_told(COMPLETE)
        self.assertEqual([report['state'] for report in self.server.list()], ['complete'])

    def come_back_and_close_where_nothing_is_shown(self, number):
        """Where a desktop refuses what it is told, it goes on all the same."""
        desktop.press(number)
        wait_for('the end of what it said', lambda: number in desktop.closed)
        desktop.shows_nothing = True
        self.app.press('Close')
        wait_for('what is not shown', lambda: desktop.n_not_shown > 0)
        desktop.shows_nothing = False
        self.assertIsNone(self.app.process.poll())

    def open_where_switched_off(self, habit):
        self.device.file(write_report(self.folder / f'{habit}.json', 0))
        (self.device.profile / 'view.ini').write_text(f'[view]\n{habit}=no\n')
        self.open()
        self.app.find('label', starts='Offline. Waiting: ')
        self.app.press('Close')

    def test_what_is_switched_off_is_neither_told_nor_done(self):
        self.open_where_switched_off('notify')
        self.wait_for_told(SENDING)
        self.server.start()
        self.assertEqual(self.app.process.wait(60), 0)
        self.assertIsNone(desktop.find(COMPLETE, self.first))
        self.server.stop()
        self.open_where_switched_off('go-on')
        self.assertEqual(self.app.process.wait(60), 0)

    def test_what_the_list_in_front_shows_is_not_told(self):
        self.device.file(write_report(self.folder / 'urgent.json', 6))
        view_file = self.device.profile / 'view.ini'
        self.open()
        give_keyboard_to('Kentongan')
        wait_for('what is remembered as told', lambda: view_file.exists() and 'told-of-days' in view_file.read_text())
        self.app.begin_report()
        self.app.find('push button', 'Put in Queue')
        self.server.start()
        self.wait_for_told(COMPLETE)
        self.assertEqual(len(desktop.told), self.first + 1)

    def find_refused(self):
        return next(((n, words) for n, words in enumerate(desktop.told) if n >= self.first and 'may end it' in words[BODY]), None)


def call(path, interface, method, arguments):
    return desktop.bus.call_sync(APPLICATION, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 60000, None)


def ask_bus(method, arguments):
    return desktop.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method, arguments,
                                 None, Gio.DBusCallFlags.NONE, 60000, None).unpack()[0]


class Activation(unittest.TestCase):
    """By its name on the bus, as a notification and the applications menu do."""

    def setUp(self):
        services = pathlib.Path(os.environ['XDG_RUNTIME_DIR']) / 'dbus-1' / 'services'
        services.mkdir(parents=True, exist_ok=True)
        installed = (BUILD / 'data' / f'{APPLICATION}.service').read_text()
        line = next(line for line in installed.splitlines() if line.startswith('Exec='))
        self.assertTrue(line.endswith('/kentongan --gapplication-service'))
        (services / f'{APPLICATION}.service').write_text(installed.replace(line, f'Exec={PROGRAM} --gapplication-service'))
        self.addCleanup((services / f'{APPLICATION}.service').unlink)
        desktop.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ReloadConfig', None, None,
                              Gio.DBusCallFlags.NONE, -1, None)
        environment = {'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en', 'TZ': ZONE}
        desktop.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                              'UpdateActivationEnvironment', GLib.Variant('(a{ss})', (environment,)), None,
                              Gio.DBusCallFlags.NONE, -1, None)

    def act(self, name):
        call('/id/kentongan/Kentongan', 'org.freedesktop.Application', 'ActivateAction',
             GLib.Variant('(sava{sv})', (name, [], {})))

    def open_with(self, *words):
        subprocess.run([PROGRAM, *words], timeout=60, check=True,
                       env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en', 'G_DEBUG': 'fatal-criticals'})

    def test_an_action_starts_it_and_a_second_start_finds_it(self):
        self.act('new-report')
        pid = ask_bus('GetConnectionUnixProcessID', GLib.Variant('(s)', (APPLICATION,)))
        app = App.__new__(App)
        app.process = type('Process', (), {'pid': pid, 'poll': lambda self: None})()
        app.meet()
        app.find('push button', 'Put in Queue')

        second = subprocess.run([PROGRAM, '--queue'], timeout=60, env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en'})
        self.assertEqual(second.returncode, 0)
        wait_for('the end of the editor', lambda: app.find_now('push button', 'Put in Queue') is None)

        self.open_with('kentongan:report/0193-not-here')
        app.wait_for_words('This report is not on this device.')
        self.open_with(b'kentongan:report/\xff')
        photo = make_photo(pathlib.Path(os.environ['XDG_RUNTIME_DIR']) / 'lapangan.jpg', 320, 240)
        self.open_with(str(photo))
        app.find('push button', 'Put in Queue')
        app.find('list item', starts='lapangan.jpg')
        self.act('quit')
        wait_for('the end of it', lambda: not ask_bus('NameHasOwner', GLib.Variant('(s)', (APPLICATION,))))


main()
