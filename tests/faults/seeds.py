# seeds.py - a program of tests/world with very many numbers, in parts beside one another
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What CI plays some hundreds or thousands of is played at length here. Each round of `./dev torture` takes other
# numbers than the one before: those of round SEED begin at (SEED - 1) × 1,000,000 + 1.

import concurrent.futures
import os
import re
import subprocess

from lab import BUILD, SEED, WORKERS

IS_FIRST_ROUND = os.environ.get('KTG_LAB_ROUND', '1') == '1'
FIRST = (SEED - 1) * 1_000_000 + 1
SEED_NUMBERS = 2 ** 32


def play_part(program, test, first, count, patience_s):
    """What it said, and what is wrong: a list that is empty where nothing is."""
    environment = dict(os.environ, KTG_SEED=str(first % SEED_NUMBERS), KTG_SEEDS=str(count), G_DEBUG='fatal-warnings')
    try:
        done = subprocess.run([BUILD / 'tests' / 'world' / program, '-p', test], env=environment, text=True,
                              capture_output=True, timeout=patience_s)
    except subprocess.TimeoutExpired:
        return '', [f'KTG_SEED={first} KTG_SEEDS={count} hangs']
    if done.returncode == 0:
        return done.stdout, []
    words = [line for line in (done.stdout + done.stderr).splitlines() if 'ERROR' in line or 'KTG_SEED' in line]
    return done.stdout, [f'KTG_SEED={first} KTG_SEEDS={count}: exit {done.returncode}: ' + ' '.join(words)[:500]]


def play(program, test, count, part, patience_s=3600):
    """All of what the parts said, and all problems."""
    said, problems = [], []
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        parts = [pool.submit(play_part, program, test, FIRST + done, min(part, count - done), patience_s)
                 for done in range(0, count, part)]
        for future in parts:
            words, problem = future.result()
            said.append(words)
            problems += problem
    return '\n'.join(said), problems


def add_up(said, word):
    """The sum of all numbers that stand before @word."""
    return sum(int(number) for number in re.findall(rf'(\d+) {word}\b', said))
