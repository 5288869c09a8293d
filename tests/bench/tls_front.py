# tls_front.py - nginx with the shipped configuration in front of a server, and an authority that vouches for it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import pathlib
import shutil
import socket
import subprocess
import types

from measure import SOURCE, call
from processes import wait_until

TEMPLATE = SOURCE / 'data' / 'nginx' / 'kentongan.conf.in'

OUTER = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/outer.log alert;
events {{ worker_connections 2048; }}
http {{
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/kentongan.conf;
}}
"""


def make_authority(folder):
    """An authority of its own and a certificate by it for this machine."""
    call('openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
         '-subj', '/CN=Office authority', '-addext', 'keyUsage=critical,keyCertSign', '-keyout', folder / 'ca.key',
         '-out', folder / 'ca.pem')
    call('openssl', 'req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=127.0.0.1',
         '-keyout', folder / 'server.key', '-out', folder / 'server.csr')
    (folder / 'names').write_text('subjectAltName=IP:127.0.0.1,DNS:localhost\n')
    call('openssl', 'x509', '-req', '-in', folder / 'server.csr', '-CA', folder / 'ca.pem', '-CAkey', folder / 'ca.key',
         '-CAcreateserial', '-days', '2', '-extfile', folder / 'names', '-out', folder / 'server.pem')


def free_port():
    with socket.create_server(('127.0.0.1', 0)) as listener:
        return listener.getsockname()[1]


def answers(port):
    with contextlib.suppress(OSError), socket.create_connection(('127.0.0.1', port), 1):
        return True
    return False


def write_configuration(folder, port, socket_path):
    """The shipped file, filled in."""
    text = TEMPLATE.read_text()
    for name, value in {'certificate': folder / 'server.pem', 'certificate_key': folder / 'server.key', 'port': port,
                        'error_log': folder / 'error.log', 'server_name': 'localhost', 'socket': socket_path}.items():
        text = text.replace(f'@{name}@', str(value))
    (folder / 'kentongan.conf').write_text(text)
    (folder / 'nginx.conf').write_text(OUTER.format(folder=folder))


@contextlib.contextmanager
def tls_front(root, socket_path):
    folder = pathlib.Path(root) / 'front'
    folder.mkdir()
    make_authority(folder)
    port = free_port()
    write_configuration(folder, port, socket_path)
    front = subprocess.Popen([shutil.which('nginx', path='/usr/sbin:/usr/bin:/sbin:/bin'), '-q', '-p', str(folder), '-c',
                              str(folder / 'nginx.conf')])
    try:
        wait_until(lambda: front.poll() is not None or answers(port), what='nginx')
        assert front.poll() is None, 'nginx did not start'
        yield types.SimpleNamespace(url=f'https://127.0.0.1:{port}', ca=folder / 'ca.pem')
    finally:
        front.terminate()
        front.wait()
