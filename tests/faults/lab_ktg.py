# lab_ktg.py - the terminal program's own flows: `ktg file` with a photo, and `ktg sync` with a real server
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import pathlib
import subprocess
import sys
import threading

from lab import ENVIRONMENT, KTG, SOURCE

sys.path.insert(0, str(SOURCE / 'tests' / 'support'))

from processes import SERVER, Device, Server, make_photo  # noqa: E402

STOOD_STILL = 124
BODY = SOURCE / 'tests' / 'data' / 'report-minimal.json'


class KtgFlow:
    """A folder with a profile and a server's data; the shim is under ktg only."""

    honest = (0, 1, 3)
    first_step = 0

    # The profile knows its server by its port, so only one run at a time can have it.
    port_lock = threading.Lock()

    def __init__(self, verb):
        self.name = f'ktg: {verb}'
        self.verb = verb
        self.complaint = ''

    def prepare(self, folder):
        folder.mkdir()
        self.photo = make_photo(pathlib.Path(f'{folder}.jpg'), 320, 240)
        server = Server(folder).start()
        device = Device(folder)
        device.enrol(server)
        self.port = server.port
        said = [f'filed {device.file(BODY, self.photo)}']
        server.stop()
        return said

    def start_server(self, folder):
        server = Server(folder)
        server.port = self.port
        return server.start()

    def words(self):
        return ['file', str(BODY), '--photo', str(self.photo)] if self.verb == 'file' else ['sync']

    def ktg(self, folder, environment, *words):
        command = [KTG, '--profile', folder / 'device', *words]
        try:
            return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, STOOD_STILL, '', 'it stood still')

    def run(self, folder, shim):
        """The shim watches the profile alone."""
        environment = dict(shim.environment, KTG_SHIM_FOLDER=str(folder / 'device'))
        if self.verb == 'file':
            done = self.ktg(folder, environment, *self.words())
            said = [f'filed {line}' for line in done.stdout.splitlines()[-1:]]
        else:
            with self.port_lock:
                server = self.start_server(folder)
                done = self.ktg(folder, environment, *self.words())
                server.stop()
            said = ['sent'] if done.returncode == 0 else []
        self.complaint = done.stderr
        return done.returncode, said

    def look(self, folder, said):
        """What the profile says of itself, against what had been said. Returns what is wrong, or None."""
        done = self.ktg(folder, ENVIRONMENT, 'verify')
        if done.returncode != 0:
            return f'verify: {done.stdout.strip()} {done.stderr.strip()}'
        reports = [report['report'] for report in json.loads(self.ktg(folder, ENVIRONMENT, 'list', '--json').stdout)]
        promised = [line.split(' ', 1)[1] for line in said if line.startswith('filed ')]
        if len(set(reports)) != len(reports) or not set(promised) <= set(reports):
            return f'{promised} were filed, {reports} are listed'
        status = json.loads(self.ktg(folder, ENVIRONMENT, 'status', '--json').stdout)
        if 'sent' in said and (status['queued'] or status['delivered'] or status['parked']):
            return f'all was said to be sent, and the status is {status}'
        return None

    def resume(self, folder, said):
        problem = self.look(folder, said)
        if problem:
            return problem, 0
        with self.port_lock:
            server = self.start_server(folder)
            done = self.ktg(folder, ENVIRONMENT, 'sync')
            there = [report['report'] for report in server.list() if report['state'] == 'complete']
            sound = subprocess.run([SERVER, '--data', server.data, 'verify'], capture_output=True, text=True,
                                   env=ENVIRONMENT)
            server.stop()
        if done.returncode != 0 or sound.returncode != 0:
            return f'again: sync ended with {done.returncode}: {done.stderr}; the server: {sound.stdout}', 0
        here = json.loads(self.ktg(folder, ENVIRONMENT, 'list', '--json').stdout)
        if sorted(there) != sorted(report['report'] for report in here):
            return f'again: {len(here)} reports are here, {len(there)} are complete there', 0
        return self.look(folder, said + ['sent']), 0


KTG_FLOWS = [KtgFlow('file'), KtgFlow('sync')]
