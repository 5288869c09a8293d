# test-sending.py - what may be sent and what was, as a screen reader hears it; and room that is given back
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import pathlib
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))
sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'client'))

from app import App, describe, give_keyboard_to, has_state, keys, press_button, wait_for, walk  # noqa: E402
from gi.repository import Atspi  # noqa: E402
from processes import Device, WorldCase, main  # noqa: E402
from wrong_clock import at_clock  # noqa: E402

PROGRAM = os.path.join(os.environ['KTG_BUILD_DIR'], 'src', 'client', 'kentongan')
LATER = '+40d'


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
        self.assertEqual(self.device.run('verify').returncode, 0)


main()
