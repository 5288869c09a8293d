# rows_attacks.py - what an honest device waits beside attackers, and beside as many who do no harm
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import subprocess

from measure import BUILD, SOURCE, TOOLS, Memory, call, call_json, private_place
from nginx_front import start_nginx
from ports import free_port
from table import Row

SERVER = BUILD / 'src' / 'server' / 'kentongan-server'
TEMPLATE = SOURCE / 'data' / 'nginx' / 'kentongan.conf.in'
SECONDS = 3
WAIT = 3
MEMORY_MB = 48
ATTACKS = {'announce': 'bodies of 4 MiB announced and not sent to the end, unsigned',
           'bombs': '32 MiB in 32 kB, unsigned',
           'hashes': '199,000 hashes a request, of one device',
           'largest': '4 MiB in 42 kB, of one device',
           'questions': 'questions who is there, unsigned'}


@contextlib.contextmanager
def serving(data, listen, environment):
    process = subprocess.Popen([SERVER, '--data', data, 'serve', '--listen', listen], stdout=subprocess.PIPE, text=True,
                               env=environment)
    try:
        yield process, process.stdout.readline().split()[-1].rpartition(':')[2]
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def fronted(folder, data, environment):
    """The server behind the shipped nginx."""
    certificate, key, port = folder / 'certificate.pem', folder / 'key.pem', free_port()
    call('openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj',
         '/CN=kentongan.test', '-keyout', key, '-out', certificate)
    with serving(data, f'unix:{folder}/http.sock', environment) as (process, _):
        nginx = start_nginx(folder, TEMPLATE, certificate=certificate, certificate_key=key, port=port,
                            server_name='kentongan.test', socket=folder / 'http.sock')
        try:
            yield process, port
        finally:
            nginx.terminate()
            nginx.wait(30)


def ask(attack, port, data, rate, tls):
    seen, = call_json(TOOLS / 'bench-attacks', attack, port, data, SECONDS, rate, *tls)
    assert seen['failed'] == 0, seen
    return seen


def rows_of(process, port, data, way, tls):
    for attack, what in ATTACKS.items():
        seen = ask(attack, port, data, 0, tls)
        harmless = ask('harmless', port, data, max(seen['attacks_per_s'], 1), tls)
        waits = seen['p95_ms'] / harmless['p95_ms']
        yield Row(f'attack-{attack}-{way}', f'{way}: what a device waits beside {what}, 95 %', waits, f'≤ {WAIT}',
                  f'{seen["p95_ms"]:.1f} ms ({seen["attacks_per_s"]:.0f} attacks/s)',
                  f'{harmless["p95_ms"]:.1f} ms: beside as many exchanges ({harmless["attacks_per_s"]:.0f}/s)', waits <= WAIT)
    peak_mb = Memory(process.pid).peak_mib * 1.048576
    yield Row(f'attack-memory-{way}', f'{way}: server, most memory held in all of these', peak_mb / MEMORY_MB,
              f'≤ {MEMORY_MB} MB', f'{peak_mb:.1f} MB', 'the goal itself', peak_mb <= MEMORY_MB)


def measure_attacks():
    with private_place('ktg-bench-attacks-') as (folder, environment):
        data = folder / 'data'
        with serving(data, '127.0.0.1:0', environment) as (process, port):
            call(TOOLS / 'bench-attacks', 'enrol', port, data, SERVER)
            yield from rows_of(process, port, data, 'direct', ())
        with fronted(folder, data, environment) as (process, port):
            yield from rows_of(process, port, data, 'behind nginx', ('tls',))
