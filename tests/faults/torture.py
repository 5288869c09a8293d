# torture.py - the whole fault lab, then its random parts again until the time is over
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: torture.py BUILD_FOLDER [MINUTES] [SEED]; prints each test's TAP and, at the end, one line a topic.

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
WHOLE = ['kill-points', 'disk-errors', 'refused-memory', 'power-cuts', 'file-systems', 'wire', 'model',
         'simulation', 'two-devices', 'removals']
RANDOM = ['power-cuts', 'refused-memory', 'file-systems', 'simulation', 'two-devices']


def play(topic, build, results, seed, round_number):
    print(f'== {topic}, seed {seed}', flush=True)
    environment = dict(os.environ, KTG_BUILD_DIR=str(build), KTG_SOURCE_DIR=str(HERE.parent.parent),
                       KTG_LAB_SHARE='torture', KTG_LAB_SEED=str(seed), KTG_LAB_RESULTS=str(results),
                       KTG_LAB_ROUND=str(round_number))
    return subprocess.run([sys.executable, HERE / f'test-{topic}.py'], env=environment).returncode != 0


def add_up(results):
    """One line a topic: counts are added, times of recovery are the slowest."""
    sums = {}
    for line in results.read_text().splitlines():
        numbers = json.loads(line)
        total = sums.setdefault(numbers.pop('topic'), {})
        for key, value in numbers.items():
            total[key] = max(total.get(key, 0), value) if key.endswith('_ms') else total.get(key, 0) + value
    return sums


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else 60
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    end = time.monotonic() + minutes * 60
    round_number = 1
    broken = False
    with tempfile.TemporaryDirectory() as folder:
        results = pathlib.Path(folder) / 'results'
        results.touch()
        for topic in WHOLE:
            broken |= play(topic, build, results, seed, round_number)
        while time.monotonic() < end:
            seed += 1
            round_number += 1
            for topic in RANDOM:
                broken |= play(topic, build, results, seed, round_number)
        sums = add_up(results)
    for topic, numbers in sums.items():
        print(f'{topic}: ' + ', '.join(f'{key} {value}' for key, value in numbers.items()))
    sys.exit(broken or any(numbers['failed'] for numbers in sums.values()))


main()
