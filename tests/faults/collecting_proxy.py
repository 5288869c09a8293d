# collecting_proxy.py - nginx with its defaults between a device and its server
#
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

from lab import SOURCE

sys.path.insert(0, str(SOURCE / 'tests' / 'support'))

from nginx_front import start_nginx  # noqa: E402
from ports import free_port  # noqa: E402

TEMPLATE = SOURCE / 'tests' / 'faults' / 'nginx-defaults.conf'


class CollectingProxy:
    """Nothing is set but where it listens, whom it asks, and where its files are."""

    def __init__(self, folder, target_port):
        folder.mkdir()
        self.port = free_port()
        self.access_log = folder / 'access.log'
        self.nginx = start_nginx(folder, TEMPLATE, port=self.port, target=target_port, access_log=self.access_log)

    def count(self, method, status):
        lines = self.access_log.read_text().splitlines()
        return sum(f'"{method} ' in line and f'" {status} ' in line for line in lines)

    def stop(self):
        self.nginx.terminate()
        self.nginx.wait(timeout=30)
