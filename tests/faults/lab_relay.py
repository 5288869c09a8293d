# lab_relay.py - a relay carries what its officer brought to the centre, with the shim under the relay
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import pathlib
import subprocess
import sys

from lab import ENVIRONMENT, SOURCE

sys.path.insert(0, str(SOURCE / 'tests' / 'support'))

from processes import SERVER, Device, Server, make_photo, wait_until  # noqa: E402

WAIT_S = 60
BODY = SOURCE / 'tests' / 'data' / 'report-minimal.json'


class RelayFlow:
    """The relay promised its officer that it has the report and its photo. It dies, or does not; the centre gets all of it once."""

    name = 'relay: carry'
    honest = (0, 1)
    plays_start = False  # a server's start is played by another flow

    def __init__(self):
        self.first_step = 0
        self.complaint = ''

    def prepare(self, folder):
        folder.mkdir()
        photo = make_photo(pathlib.Path(f'{folder}.jpg'), 320, 240)
        centre, relay = self.servers(folder)
        centre.start()
        relay.run('join', centre.url, centre.code('Kantor', 'node', '34'))
        centre.confirm()
        relay.start()
        wait_until(lambda: not self.upstream(relay)['pending'], WAIT_S, 'the relay to hear that it is confirmed')
        centre.stop()
        officer = Device(folder)
        officer.enrol(relay)
        report = officer.file(BODY, photo)
        done = officer.run('sync')
        assert done.returncode == 0, done.stderr
        relay.stop()
        return [report]

    @staticmethod
    def servers(folder):
        return Server(folder / 'centre'), Server(folder / 'relay')

    @staticmethod
    def upstream(relay):
        return json.loads(relay.run('upstream', '--json'))

    @staticmethod
    def states(server):
        return {report['report']: report['state'] for report in server.list()}

    def carry(self, folder, environment, listening=lambda: None):
        """Returns the relay's exit status, and whether the centre had everything before it was told to end."""
        centre, relay = self.servers(folder)
        centre.start()
        relay.environment = environment
        try:
            relay.start('--upstream', centre.url)
        except AssertionError as error:
            self.complaint = str(error)
            return relay.process.returncode, False
        else:
            listening()
            wait_until(lambda: relay.process.poll() is not None or 'complete' in self.states(centre).values(), WAIT_S,
                       'all at the centre')
            return relay.stop(), 'complete' in self.states(centre).values()
        finally:
            centre.stop()

    def count(self, folder, shim):
        return self.carry(folder, self.watched(folder, shim), lambda: setattr(self, 'first_step', shim.counts()[0]))[0]

    def run(self, folder, shim):
        status, is_level = self.carry(folder, self.watched(folder, shim))
        return status, ['level'] if is_level else []

    @staticmethod
    def watched(folder, shim):
        return dict(shim.environment, KTG_SHIM_FOLDER=str(folder / 'relay' / 'server'))

    @staticmethod
    def find_wrong(server):
        done = subprocess.run([SERVER, '--data', server.data, 'verify'], capture_output=True, text=True, env=ENVIRONMENT)
        return None if done.returncode == 0 else f'{server.data.parent.name}: verify: {done.stdout.strip()} {done.stderr.strip()}'

    def resume(self, folder, said):
        """What the relay had said is there, the centre gets it, and neither has anything twice."""
        centre, relay = self.servers(folder)
        whole = {said[0]: 'complete'}
        problem = self.find_wrong(relay) or self.find_wrong(centre)
        if not problem and self.states(relay) != whole:
            problem = f'the relay lists {self.states(relay)}'
        if not problem and 'level' in said and self.states(centre) != whole:
            problem = f'the centre had all, and lists {self.states(centre)}'
        if problem:
            return problem, 0
        status, is_level = self.carry(folder, ENVIRONMENT)
        events = [[report['events'] for report in server.list()] for server in (centre, relay)]
        if status != 0 or not is_level or events[0] != events[1]:
            return f'again: exit {status}, the centre has {self.states(centre)}, with the events {events}', 0
        return self.find_wrong(relay) or self.find_wrong(centre), 0
