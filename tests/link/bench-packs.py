# bench-packs.py - a rule is corrected on the server: what it costs a device on a thin link to have it
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: bench-packs.py; prints one JSON object a line: {"case", "link", "seconds", "up", "down", …}, bytes as the wire carried
# them without TCP and IP. The first exchange hears the list, the corrected one the list and the pack, the last one neither.

import json
import os
import pathlib
import sys
import tempfile
import time

SOURCE = pathlib.Path(os.environ['KTG_SOURCE_DIR'])
sys.path[:0] = [str(SOURCE / 'tests' / name) for name in ('support', 'link')]

from packs import read_newest  # noqa: E402
from processes import ENVIRONMENT, PACKS, Device, Server  # noqa: E402
from slow_link import SlowLink  # noqa: E402

LINKS = {'64 kbit/s, 600 ms': dict(rate_bit_s=64_000, rtt_s=0.6), '256 kbit/s, 300 ms': dict(rate_bit_s=256_000, rtt_s=0.3)}


def corrected(folder):
    pack = read_newest(PACKS, 'rules')
    pack['version'] = f'{pack["version"].split(".")[0]}.77'
    pack['violations'][0]['legal_basis'] = 'Pasal yang diperbaiki'
    path = pathlib.Path(folder) / 'corrected.json'
    path.write_text(json.dumps(pack, ensure_ascii=False))
    return path, pack['version']


def measure(case, name, link, device, **more):
    before = link.up.carried_bytes, link.down.carried_bytes
    begun = time.monotonic()
    done = device.run('sync')
    seconds = time.monotonic() - begun
    assert done.returncode == 0, done.stderr
    print(json.dumps(dict(case=case, link=name, seconds=round(seconds, 2), up=link.up.carried_bytes - before[0],
                          down=link.down.carried_bytes - before[1], **more)), flush=True)


def play(name, options):
    with tempfile.TemporaryDirectory(prefix='ktg-link-') as folder:
        server = Server(folder).start()
        link = SlowLink(server.port, **options).start()
        home = pathlib.Path(folder) / 'home'
        device = Device(folder, environment=dict(ENVIRONMENT, XDG_DATA_HOME=str(home)))
        device.enrol(server, f'http://127.0.0.1:{link.port}')
        link.pace()
        measure('the list is heard', name, link, device)
        measure('nothing is new', name, link, device)
        path, version = corrected(folder)
        server.run('pack', 'publish', path)
        packed = next(pack['packed'] for pack in json.loads(server.run('pack', 'list', '--json')) if pack['version'] == version)
        measure('a rule is corrected', name, link, device, packed=packed, file=path.stat().st_size)
        assert (home / 'kentongan' / 'packs' / f'rules-{version}.json').read_bytes() == path.read_bytes()
        measure('nothing is new', name, link, device)
        link.stop()
        server.stop()


for link_name, link_options in LINKS.items():
    play(link_name, link_options)
