# table.py - rows of measurements, as JSON lines and as the page docs/BENCHMARKS.md
#
# SPDX-License-Identifier: GPL-3.0-or-later

import dataclasses
import datetime
import json
import os
import pathlib
import platform
import subprocess
import time

HEAD = """<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!-- Written by `./dev bench`; what is changed here by hand is lost. -->
# Benchmarks

`./dev bench` measures all of this anew and writes this page; `./dev bench --link` measures the thin links, too, which takes
half an hour. Every figure stands beside a floor or limit that was measured in the same run on the same machine: the ratio is
what counts, the rest depends on the machine. Each measurement also checks that the work was really done, by counts and hashes.

"""
NOTES = """
What stands beside: a *floor* is what the same libraries cost before any of our work (`tests/bench/floor-*.c`); a *limit* is what
the machine or the link can do at most.

What a thin link can carry at most (`tests/link/limit.py`) is counted from the bytes that must go up (texts and signatures packed
together with gzip, and the photos), the headers of the packets that carry them, the round trips without which nothing goes (two,
over TLS three, again after each cut) and the outages. The start of a program, the headers of requests, the bytes of a TLS handshake,
the answer and the work of both sides are not in it, so 1.00 cannot be reached. The time is from before `ktg sync` starts until it
says that all is on the server; for the fifty reports, until the server says that it has them, with half a round trip less in the
limit. Rates, delays and cuts are made by a proxy in user space (`slow_link.py`); where packets are lost, real ones pass between
two network namespaces, and TCP is the kernel's, with cubic (`lossy_link.py`). Each row is the one in the middle of five seeds, which
say what is sent, when the first cut comes and which packets are lost; all of them go beside each other, since each waits for its own
link. What is prepared meanwhile goes behind what is measured, and each link counts what this machine made it deliver late.
"""


@dataclasses.dataclass
class Row:
    key: str
    what: str
    ratio: float
    to_reach: str
    measured: str
    beside: str
    is_reached: bool

    def line(self):
        mark = {None: '', True: ' ✓', False: ' ✗'}[self.is_reached]
        return f'| {self.what} | {self.ratio:.2f} | {self.to_reach or "–"}{mark} | {self.measured} | {self.beside} |'


def commit_ms(folder):
    """What the disk takes for 4 KB to be safe; every durable rate is to be read beside it."""
    times = []
    path = pathlib.Path(folder) / 'sync-probe'
    with open(path, 'wb', buffering=0) as file:
        for _ in range(200):
            started = time.perf_counter()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - started)
    path.unlink()
    return sorted(times)[len(times) // 2] * 1000


def file_system(folder):
    return subprocess.run(['df', '--output=fstype', str(folder)], capture_output=True, text=True).stdout.split()[-1]


def version(package):
    done = subprocess.run(['pkg-config', '--modversion', package], capture_output=True, text=True)
    return done.stdout.strip() or '?'


def machine(folder):
    cpu = next((line.split(':')[1].strip() for line in open('/proc/cpuinfo') if line.startswith('model name')), platform.machine())
    memory_gb = os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9
    debian = pathlib.Path('/etc/debian_version')
    system = f'Debian {debian.read_text().strip()}' if debian.exists() else platform.platform()
    return (f'{cpu}, {os.cpu_count()} cores, {memory_gb:.0f} GB, {system}, {file_system(folder)}, 4 KB and fdatasync '
            f'{commit_ms(folder):.2f} ms. GTK {version("gtk4")}, libadwaita {version("libadwaita-1")}, '
            f'SQLite {version("sqlite3")}, libsoup {version("libsoup-3.0")}, libmicrohttpd {version("libmicrohttpd")}. '
            f'Screen: Xvfb, drawing by cairo. Load before: {os.getloadavg()[0]:.1f}{precedence()}.')


def precedence():
    is_first = os.sched_getscheduler(0) in (os.SCHED_FIFO, os.SCHED_RR)
    return ', but what was measured went before it (real-time scheduling)' if is_first else ''


def sections_of(path):
    """The page's sections by their titles, each with its heading."""
    if not path.exists():
        return {}
    text = path.read_text().partition(NOTES[:40])[0]
    return {section.partition('\n')[0]: f'## {section.rstrip()}\n\n' for section in text.split('\n## ')[1:]}


class Table:
    """What the last run of each part found, kept beside the build so that parts can be measured apart."""

    def __init__(self, folder):
        self.path = pathlib.Path(folder) / 'benchmarks.json'
        self.parts = json.loads(self.path.read_text()) if self.path.exists() else {}

    def keep(self, name, title, rows, conditions):
        self.parts[name] = {'title': title, 'date': datetime.date.today().isoformat(), 'machine': conditions,
                            'rows': [dataclasses.asdict(row) for row in rows]}
        self.path.write_text(json.dumps(self.parts, indent=1, ensure_ascii=False))

    def write(self, path, order):
        """A part that was never measured here stays as the page has it."""
        kept = sections_of(pathlib.Path(path))
        words = [HEAD]
        for name, (title, _) in order.items():
            part = self.parts.get(name)
            if part is None:
                words.append(kept.get(title, ''))
                continue
            words.append(f'## {part["title"]}\n\n{part["date"]}. {part["machine"]}\n\n')
            words.append('| what | ratio | to reach | measured | beside |\n|---|---|---|---|---|\n')
            words += [Row(**row).line() + '\n' for row in part['rows']]
            words.append('\n')
        pathlib.Path(path).write_text(''.join(words).rstrip('\n') + '\n' + NOTES)
