# tls_front.py - nginx with TLS in front of a server on loopback, and an authority that vouches for it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import pathlib
import socket
import subprocess
import types

from measure import call
from processes import wait_until

NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} ssl http2;
    ssl_certificate {folder}/server.pem;
    ssl_certificate_key {folder}/server.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    client_max_body_size 256m;
    location / {{
      proxy_pass http://127.0.0.1:{target};
      proxy_http_version 1.1;
      proxy_request_buffering off;
      proxy_set_header Host $http_host;
      proxy_set_header Connection "";
    }}
  }}
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


@contextlib.contextmanager
def tls_front(root, target):
    folder = pathlib.Path(root) / 'front'
    folder.mkdir()
    make_authority(folder)
    port = free_port()
    (folder / 'nginx.conf').write_text(NGINX.format(folder=folder, port=port, target=target))
    front = subprocess.Popen(['nginx', '-e', str(folder / 'error.log'), '-c', str(folder / 'nginx.conf')])
    try:
        wait_until(lambda: front.poll() is not None or answers(port), what='nginx')
        assert front.poll() is None, (folder / 'error.log').read_text()
        yield types.SimpleNamespace(url=f'https://127.0.0.1:{port}', ca=folder / 'ca.pem')
    finally:
        front.terminate()
        front.wait()
