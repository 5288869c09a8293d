# sheet.py - a PDF as whoever holds it reads it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re
import subprocess

MARGIN = 28  # points: nothing at all is nearer to the edge


def run(*words):
    return subprocess.run([*map(str, words)], check=True, capture_output=True, text=True).stdout


def squeeze(text):
    """Where a line breaks is no matter of what it says."""
    return re.sub(r'\s+', '', text)


class Sheet:
    def __init__(self, path):
        self.path = path
        self.pages = run('pdftotext', '-raw', path, '-').split('\f')[:-1]

    def text(self):
        return '\n'.join(self.pages)

    def body(self, bands=()):
        """What the report says, without what is the same on each page."""
        lines = []
        for page in self.pages:
            kept = [line for line in page.strip().split('\n') if line not in bands]
            foot = max(i for i, line in enumerate(kept) if re.search(r'(Halaman|Page) \d+ (dari|of) \d+$', line))
            lines += kept[:foot]
        return squeeze('\n'.join(lines))

    def find_in_order(self, words, body=None):
        """The first of them that is not there, behind those before it; None: all are."""
        body, place = self.body() if body is None else body, 0
        for word in words:
            found = body.find(squeeze(word), place)
            if found < 0:
                return word
            place = found + len(squeeze(word))
        return None

    def find_exactly(self, parts, numbers):
        """The first of them that does not stand right behind those before it; None: all do. One that is None stands for
        some words, which do not end in a number that belongs to the next."""
        body = self.body()
        patterns = ['(.+?)' if part is None else re.escape(squeeze(part)) for part in parts]
        found = re.search(''.join(patterns), body)
        if found is None:
            return next(parts[i] for i in range(len(parts)) if re.search(''.join(patterns[:i + 1]), body) is None)
        return next((some for some in found.groups() if any(some.endswith(squeeze(number)) for number in numbers)), None)

    def outside(self):
        """Words that reach over the margins of the text, and pictures over those of the paper."""
        told = run('pdftotext', '-bbox', self.path, '-')
        width, height = map(float, re.search(r'<page width="([\d.]+)" height="([\d.]+)"', told).groups())
        words = re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<', told)
        return [word for *box, word in words
                if float(box[0]) < 60 or float(box[2]) > width - 52
                or float(box[1]) < MARGIN - 8 or float(box[3]) > height - MARGIN]

    def codes(self, folder):
        run('pdftoppm', '-r', '150', '-png', '-f', '1', '-l', '1', self.path, folder / 'page')
        picture = next(folder.glob('page*.png'))
        told = subprocess.run(['zbarimg', '-q', '--raw', str(picture)], capture_output=True, text=True).stdout.split()
        picture.unlink()
        return told

    def info(self):
        return run('pdfinfo', self.path)

    def n_pictures(self):
        """On each page; of each picture whether it is the JPEG that it was."""
        rows = [line.split() for line in run('pdfimages', '-list', self.path).split('\n')[2:] if line]
        return [sum(1 for row in rows if row[0] == str(page) and row[8] == 'jpeg') for page in range(1, len(self.pages) + 1)]
