# test-other-decoder.py - what is shown of a picture is what another decoder makes of it
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Pictures of every kind, way up, size and colour profile are made, decoded here and by ImageMagick, and laid one over
# the other: pixels over pixels, and the preview, which is a JPEG, over the JPEG that ImageMagick makes of its own pixels.
# So what any JPEG loses, of a small picture in strong colours a twentieth of the whole range, neither hides nor makes a
# fault. The root of the mean square may differ by TOLERANCE of the whole range, twice what two ways of making a picture
# smaller cost; a profile that is not heeded is off by more than twice as much, a picture the wrong way up by twenty times.

import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib
from statistics import median

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from processes import main  # noqa: E402

SHOW = os.environ['KTG_SHOW_PICTURE']
EVERY = 1 if os.environ.get('KTG_LAB_SHARE') == 'torture' else 17
TOLERANCE = 0.02
PREVIEW_JPEG = ['-quality', 85, '-sampling-factor', '4:2:0']
SIZES = [(61, 47), (640, 480), (1300, 900)]
KINDS = {'jpg': [], 'progressive.jpg': ['-interlace', 'Line'], 'png': [], 'interlaced.png': ['-interlace', 'PNG'], 'webp': [],
         'lossless.webp': ['-define', 'webp:lossless=true'], 'tif': ['-compress', 'LZW'], 'bmp': []}
WAYS = ['TopLeft', 'TopRight', 'BottomRight', 'BottomLeft', 'LeftTop', 'RightTop', 'RightBottom', 'LeftBottom']
# Red, green and blue as CIE XYZ beside a white of D50.
PRIMARIES = {
    'srgb': [(.4361, .2225, .0139), (.3851, .7169, .0971), (.1431, .0606, .7141)],
    'p3': [(.5151, .2412, -.0011), (.2920, .6922, .0419), (.1571, .0666, .7841)],
    'adobe': [(.6097, .3111, .0195), (.2053, .6257, .0609), (.1492, .0632, .7446)],
    'prophoto': [(.7977, .2880, .0), (.1352, .7119, .0), (.0313, .0001, .8252)],
}
# The others have the curve of sRGB.
GAMMA = {'adobe': 2.2, 'prophoto': 1.8}


def tag(name, body):
    return name, body + b'\0' * (-len(body) % 4)


def xyz(values):
    return b'XYZ \0\0\0\0' + b''.join(struct.pack('>i', round(value * 65536)) for value in values)


def curve(name):
    if name in GAMMA:
        return b'curv\0\0\0\0' + struct.pack('>IH', 1, round(GAMMA[name] * 256))
    points = [value / 12.92 if value <= .04045 else ((value + .055) / 1.055) ** 2.4 for value in (i / 1023 for i in range(1024))]
    return b'curv\0\0\0\0' + struct.pack('>I', 1024) + b''.join(struct.pack('>H', round(point * 65535)) for point in points)


def make_profile(name):
    """The least that an ICC profile (version 2) of three primaries and one curve can be."""
    text = b'desc\0\0\0\0' + struct.pack('>I', len(name) + 1) + name.encode() + b'\0' + b'\0' * 78
    tags = [tag(b'desc', text), tag(b'cprt', b'text\0\0\0\0none\0'), tag(b'wtpt', xyz((.9642, 1, .8249)))]
    tags += [tag(key, xyz(values)) for key, values in zip((b'rXYZ', b'gXYZ', b'bXYZ'), PRIMARIES[name])]
    tags += [tag(key, curve(name)) for key in (b'rTRC', b'gTRC', b'bTRC')]
    at, table, bodies = 132 + 12 * len(tags), b'', b''
    for key, body in tags:
        table += key + struct.pack('>II', at + len(bodies), len(body))
        bodies += body
    head = struct.pack('>I', at + len(bodies)) + b'lcms\x02\x10\0\0mntrRGB XYZ ' + b'\x07\xe8\0\x01\0\x01' + b'\0' * 6
    head += b'acsp' + b'\0' * 28 + struct.pack('>3i', 63190, 65536, 54061)
    return head.ljust(128, b'\0') + struct.pack('>I', len(tags)) + table + bodies


def exif(way):
    return b'II*\0\x08\0\0\0' + struct.pack('<HHHIHHI', 1, 0x112, 3, 1, way, 0, 0)


def add_way(path, way):
    """Into a JPEG or a PNG; ImageMagick writes it into a TIFF itself."""
    whole = path.read_bytes()
    if path.suffix == '.jpg':
        block = b'Exif\0\0' + exif(way)
        whole = whole[:2] + b'\xff\xe1' + struct.pack('>H', len(block) + 2) + block + whole[2:]
    elif path.suffix == '.png':
        chunk = b'eXIf' + exif(way)
        whole = whole[:33] + struct.pack('>I', len(chunk) - 4) + chunk + struct.pack('>I', zlib.crc32(chunk)) + whole[33:]
    path.write_bytes(whole)


def convert(*arguments):
    subprocess.run(['convert', *map(str, arguments)], check=True)


def difference(one, other):
    said = subprocess.run(['compare', '-metric', 'RMSE', str(one), str(other), 'null:'], capture_output=True, text=True).stderr
    return float(said[said.index('(') + 1:said.index(')')])


class OtherDecoder(unittest.TestCase):
    def setUp(self):
        self.of_pixels, self.of_previews = [], []
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='ktg-other-decoder-'))
        self.addCleanup(shutil.rmtree, self.folder)
        for name in PRIMARIES:
            (self.folder / f'{name}.icc').write_bytes(make_profile(name))
        for width, height in SIZES:
            convert('-size', f'{width}x{height}', 'gradient:#2040c0-#f0a020', '-fill', '#c81030', '-draw',
                    f'circle {width // 4},{height // 4} {width // 4},{height // 16}', '-fill', '#10a050', '-draw',
                    f'rectangle {width // 2},{height // 2} {width - 3},{height * 3 // 4}', self.folder / f'{width}.png')

    def make(self, kind, options, width, way, profile):
        path = self.folder / f'made.{kind}'
        marked = ['-profile', self.folder / f'{profile}.icc'] if profile else []
        oriented = ['-orient', WAYS[way - 1]] if path.suffix == '.tif' else []
        convert(self.folder / f'{width}.png', '-type', 'TrueColor', *marked, *oriented, '-quality', 92, *options, path)
        if way > 1:
            add_way(path, way)
        return path

    def expected(self, path, width, way, profile):
        """From the picture before it was written, so that no other program's reading of ways up is needed."""
        expected = self.folder / 'expected.png'
        heeded = [self.folder / f'{profile}.icc', self.folder / 'srgb.icc'] if profile and path.suffix != '.bmp' else []
        marks = [word for name in heeded for word in ('-profile', name)]
        way = way if path.suffix in ('.jpg', '.png', '.tif') else 1
        convert(path, '-orient', WAYS[way - 1], '-auto-orient', '+profile', 'exif', *(['+profile', 'icc'] if heeded else []),
                *marks, expected)
        return expected

    def assert_same(self, expected, shown, fitted, options, found):
        size = subprocess.run(['identify', '-format', '%wx%h', str(shown)], capture_output=True, text=True, check=True).stdout
        convert(expected, '-strip', '-resize', f'{size}!', *options, fitted)
        found.append(difference(fitted, shown))
        self.assertLess(found[-1], TOLERANCE)

    def compare(self, path, expected):
        preview, pixels = self.folder / 'preview.jpg', self.folder / 'pixels.pam'
        subprocess.run([SHOW, path, '500', preview, pixels], check=True)
        with self.subTest('pixels'):
            self.assert_same(expected, pixels, self.folder / 'fitted.png', [], self.of_pixels)
        with self.subTest('preview'):
            self.assert_same(expected, preview, self.folder / 'fitted.jpg', PREVIEW_JPEG, self.of_previews)

    def test_every_kind_way_up_size_and_profile_is_as_another_shows_it(self):
        number = 0
        for kind, options in KINDS.items():
            for width, _ in SIZES:
                for way in range(1, 9):
                    for profile in ([None, 'p3', 'adobe', 'prophoto'] if way in (1, 6) else [None]):
                        number += 1
                        if number % EVERY:
                            continue
                        with self.subTest(kind=kind, width=width, way=way, profile=profile):
                            path = self.make(kind, options, width, way, profile)
                            self.compare(path, self.expected(path, width, way, profile))
        print(f'# {len(self.of_previews)} of {number} pictures compared')
        for what, found in ('pixels', self.of_pixels), ('previews', self.of_previews):
            print(f'# {what} differ by {median(found):.4f} in the middle and {max(found):.4f} at most')
        self.assertGreaterEqual(number, 200)


main()
