# test-core-files.py - what the programs would leave behind if they ended badly while a report is in them
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The programs run as an ordinary user does: for root the kernel makes exceptions.

import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from ports import free_port  # noqa: E402
from processes import BUILD, ENVIRONMENT, KTG, PACKS, SERVER, WorldCase, main, wait_until  # noqa: E402

NOBODY = 65534
APP = BUILD / 'src' / 'client' / 'kentongan'


class CoreFiles(WorldCase):
    def setUp(self):
        super().setUp()
        os.chmod(self.folder, 0o755)
        self.home = self.folder / 'home'
        self.home.mkdir(0o700)
        self.user = {'user': NOBODY, 'extra_groups': []} if os.getuid() == 0 else {}
        if self.user:
            os.chown(self.home, NOBODY, -1)
        self.process = None

    def tearDown(self):
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
        super().tearDown()

    def start(self, program, *words, **environment):
        here = self.folder / pathlib.Path(program).name
        shutil.copy(program, here)  # the build folder may be closed to others
        os.chmod(here, 0o755)
        self.process = subprocess.Popen([here, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, cwd=self.home, **self.user,
                                        env={**ENVIRONMENT, 'HOME': str(self.home), **environment})
        return pathlib.Path(f'/proc/{self.process.pid}')

    def limit(self, proc):
        line = next(line for line in (proc / 'limits').read_text().splitlines() if line.startswith('Max core file size'))
        return line.split()[4:6]

    def is_closed(self, proc):
        """A process that may not be dumped is root's to look into, not its own user's."""
        return (self.limit(proc) == ['0', '0'] and os.stat(proc / 'environ').st_uid == 0
                and os.stat(proc).st_uid == (NOBODY if self.user else os.getuid()))

    def test_ktg_with_a_report_in_it_is_never_dumped(self):
        report = self.home / 'report'
        os.mkfifo(report, 0o644)
        proc = self.start(KTG, '--profile', self.home / 'profile', 'file', report)
        with open(report, 'wb') as pipe:
            wait_until(lambda: self.is_closed(proc), what='a process that is never dumped')
            pipe.write(self.body.read_bytes())
        out, _ = self.process.communicate(timeout=60)
        self.assertEqual(self.process.returncode, 0, out)
        self.assertIn(b'Still lacking', out)

    def test_the_server_is_never_dumped(self):
        proc = self.start(SERVER, '--data', self.home / 'server', 'serve', '--listen', f'127.0.0.1:{free_port()}',
                          '--packs', PACKS)
        self.assertIn(b'listening on', self.process.stdout.readline())
        self.assertTrue(self.is_closed(proc))

    def test_a_debuggers_copy_of_the_app_holds_nothing_that_was_written(self):
        """What a debugger copies by the rule of the kernel is what the kernel would write itself."""
        proc = self.start(APP, '--profile', self.home / 'profile', XDG_RUNTIME_DIR=str(self.home), GDK_BACKEND='x11')
        wait_until(lambda: self.limit(proc) == ['0', '0'], what='a limit')
        wait_until(lambda: int((proc / 'coredump_filter').read_text(), 16) == 0, what='a filter')
        self.assertEqual(os.stat(proc / 'environ').st_uid, NOBODY if self.user else os.getuid(), 'no portal knows it')


main()
