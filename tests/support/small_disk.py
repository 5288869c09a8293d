# small_disk.py - a disk of a few megabytes that can be filled to the last byte
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess

PAGE = 4096


def as_root(*words):
    """Mounting is root's; who is not root says so with sudo, which asks nothing here."""
    prefix = [] if os.geteuid() == 0 else ['sudo', '-n']
    subprocess.run([*prefix, *map(str, words)], check=True)


class SmallDisk:
    def __init__(self, path, megabytes):
        self.path = path
        self.megabytes = megabytes

    def __enter__(self):
        self.path.mkdir()
        as_root('mount', '-t', 'tmpfs', '-o', f'size={self.megabytes}m,mode=0777', 'none', self.path)
        return self

    def __exit__(self, *error):
        as_root('umount', '--lazy', self.path)

    def fill(self, leave):
        """Until @leave bytes are free."""
        state = os.statvfs(self.path)
        with open(self.path / 'ballast', 'wb') as ballast:
            ballast.write(b'\0' * max(0, state.f_bavail * state.f_frsize - leave))

    def close_to_writing(self):
        as_root('mount', '-o', 'remount,ro', self.path)

    def free(self):
        os.unlink(self.path / 'ballast')
