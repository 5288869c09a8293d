# nginx_front.py - nginx as it is installed: it collects a request before it passes it on, and takes no body over 1 MB
#
# SPDX-License-Identifier: GPL-3.0-or-later

import shutil
import socket
import subprocess

from processes import wait_until

CONFIGURATION = '''
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log alert;
events {{ }}
http {{
  access_log {folder}/access.log;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://127.0.0.1:{target}; }}
  }}
}}
'''


class Nginx:
    """Nothing is set but where it listens, whom it asks, and where its files are."""

    def __init__(self, folder, target_port):
        self.folder = folder
        folder.mkdir()
        with socket.create_server(('127.0.0.1', 0)) as free:
            self.port = free.getsockname()[1]
        (folder / 'nginx.conf').write_text(CONFIGURATION.format(folder=folder, port=self.port, target=target_port))
        program = shutil.which('nginx', path='/usr/sbin:/usr/bin:/sbin:/bin')
        self.process = subprocess.Popen([program, '-q', '-p', str(folder), '-c', str(folder / 'nginx.conf')])
        wait_until(self.is_open, what='nginx')

    def is_open(self):
        assert self.process.poll() is None, (self.folder / 'error.log').read_text()
        with socket.socket() as probe:
            return probe.connect_ex(('127.0.0.1', self.port)) == 0

    def count(self, method, status):
        lines = (self.folder / 'access.log').read_text().splitlines()
        return sum(f'"{method} ' in line and f'" {status} ' in line for line in lines)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
