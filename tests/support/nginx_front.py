# nginx_front.py - nginx with the shipped file, as an unprivileged user may run it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import shutil
import socket
import ssl
import subprocess
import time

from listener import Listener, on_thread
from tls_relay import relay

WITHIN_S = 30

OUTER = '''
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
'''


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(('127.0.0.1', port)) == 0


def write_configuration(folder, template, values):
    """The shipped file, each of its @names@ filled in."""
    text = pathlib.Path(template).read_text(encoding='utf-8')
    for name, value in values.items():
        text = text.replace(f'@{name}@', str(value))
    assert '@' not in text.split('server {')[1].split('location')[0]
    (folder / 'kentongan.conf').write_text(text, encoding='utf-8')
    (folder / 'nginx.conf').write_text(OUTER.format(folder=folder), encoding='utf-8')


def wait_until_open(nginx, port, log):
    end = time.monotonic() + WITHIN_S
    while not answers(port):
        assert nginx.poll() is None, log.read_text()
        assert time.monotonic() < end, 'nginx did not open its port'
        time.sleep(0.02)


def start_nginx(folder, template, **values):
    """An nginx that answers at @values['port']; the caller stops it."""
    write_configuration(folder, template, {'error_log': folder / 'error.log', **values})
    nginx = subprocess.Popen([shutil.which('nginx', path='/usr/sbin:/usr/bin:/sbin:/bin'), '-q', '-p', str(folder), '-c',
                              str(folder / 'nginx.conf')])
    try:
        wait_until_open(nginx, values['port'], folder / 'outer.log')
    except AssertionError:
        nginx.kill()
        raise
    return nginx


class Unwrapped:
    """Plain HTTP on loopback that goes on over TLS, for those who speak none."""

    def __init__(self, port, certificate):
        self.target_port = port
        self.context = ssl.create_default_context(cafile=certificate)
        self.context.check_hostname = False
        self.context.set_alpn_protocols(['http/1.1'])
        self.listener = Listener(on_thread(self.pass_on))
        self.port = self.listener.port

    @property
    def url(self):
        return f'http://127.0.0.1:{self.port}'

    def pass_on(self, near):
        try:
            far = self.context.wrap_socket(socket.create_connection(('127.0.0.1', self.target_port)))
        except OSError:
            near.close()
            return
        relay(far, near)

    def close(self):
        self.listener.close()
