#!/usr/bin/env python3
# paint.py - the stand-in photos of practice: scenes that nobody took, of people who do not exist
#
# Usage: paint.py [SCENE...]   writes SCENE.jpg beside itself; needs rsvg-convert and ImageMagick.
# The same seed paints the same scene. What a photo says of itself is of the day that all of practice
# goes by, 29 November 2026; whoever makes a practice profile moves it, with the reports, to its own.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import math
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

WIDTH, HEIGHT = 1600, 1200
SKIN = ['#8d5a3b', '#a86f4a', '#c08a5f', '#7a4a30']
HAIR = ['#1d1613', '#2a1f1a', '#35302c']


class Scene:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.parts = []
        self.definitions = []

    def add(self, part):
        self.parts.append(part)

    def gradient(self, *stops, horizontal=False):
        name = f'g{len(self.definitions)}'
        marks = ''.join(f'<stop offset="{at}" stop-color="{colour}"/>' for at, colour in stops)
        end = 'x2="1" y2="0"' if horizontal else 'x2="0" y2="1"'
        self.definitions.append(f'<linearGradient id="{name}" x1="0" y1="0" {end}>{marks}</linearGradient>')
        return f'url(#{name})'

    def glow(self, x, y, radius, colour, strength):
        name = f'g{len(self.definitions)}'
        self.definitions.append(
            f'<radialGradient id="{name}"><stop offset="0" stop-color="{colour}" stop-opacity="{strength}"/>'
            f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/></radialGradient>')
        self.add(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="url(#{name})"/>')

    def box(self, x, y, width, height, fill, radius=0, extra=''):
        self.add(f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" rx="{radius}" fill="{fill}" {extra}/>')

    def shape(self, path, fill, extra=''):
        self.add(f'<path d="{path}" fill="{fill}" {extra}/>')

    def words(self, x, y, size, text, fill, extra=''):
        self.add(f'<text x="{x}" y="{y}" font-family="DejaVu Sans" font-weight="bold" font-size="{size}" '
                 f'text-anchor="middle" fill="{fill}" {extra}>{text}</text>')

    def ridge(self, y, rise, fill, steps=9):
        points = [(WIDTH * i / steps, y - self.chance.uniform(0, rise)) for i in range(steps + 1)]
        path = f'M0 {HEIGHT} L0 {points[0][1]:.0f}'
        for (ax, ay), (bx, by) in zip(points, points[1:]):
            middle = (ax + bx) / 2
            path += f' C{middle:.0f} {ay:.0f} {middle:.0f} {by:.0f} {bx:.0f} {by:.0f}'
        self.shape(path + f' L{WIDTH} {HEIGHT} Z', fill)

    def tree(self, x, y, size, green):
        self.box(x - size * .05, y - size * .5, size * .1, size * .5, '#4d3a2a', 4)
        for _ in range(46):
            angle = self.chance.uniform(0, math.tau)
            far = size * .36 * math.sqrt(self.chance.random())
            light = self.chance.randint(-16, 22)
            colour = '#%02x%02x%02x' % tuple(max(0, min(255, c + light)) for c in green)
            self.add(f'<circle cx="{x + far * math.cos(angle):.0f}" cy="{y - size * .72 + far * .8 * math.sin(angle):.0f}" '
                     f'r="{size * self.chance.uniform(.08, .17):.0f}" fill="{colour}" opacity=".93"/>')

    def palm(self, x, y, size, colour='#24513b'):
        self.shape(f'M{x - 9} {y} Q{x + 14} {y - size * .5} {x + size * .08} {y - size} l16 4 Q{x + 34} {y - size * .5} {x + 13} {y} Z', '#5b4a38')
        top_x, top_y = x + size * .09, y - size
        for angle in range(0, 360, 36):
            turn = math.radians(angle + self.chance.uniform(-12, 12))
            end_x, end_y = top_x + math.cos(turn) * size * .42, top_y + math.sin(turn) * size * .25 + size * .1
            bend_x, bend_y = top_x + math.cos(turn) * size * .25, top_y + math.sin(turn) * size * .2 - size * .12
            self.add(f'<path d="M{top_x:.0f} {top_y:.0f} Q{bend_x:.0f} {bend_y:.0f} {end_x:.0f} {end_y:.0f} '
                     f'Q{bend_x + 8:.0f} {bend_y + 26:.0f} {top_x:.0f} {top_y:.0f} Z" fill="{colour}"/>')

    def person(self, x, y, size, shirt, trousers='#2f3640', hand=None, cap=None, veil=None, back=False):
        """Stands with the feet at x, y. hand: 'up', 'two', 'thumb' or None."""
        skin, hair = self.chance.choice(SKIN), self.chance.choice(HAIR)
        head = size * .065
        top = y - size + head
        self.add(f'<ellipse cx="{x}" cy="{y}" rx="{size * .17:.0f}" ry="{size * .025:.0f}" fill="#000" opacity=".22"/>')
        self.box(x - size * .085, y - size * .47, size * .078, size * .47, trousers, 9)
        self.box(x + size * .008, y - size * .47, size * .078, size * .47, trousers, 9)
        self.shape(f'M{x - size * .12:.0f} {y - size * .44:.0f} L{x - size * .13:.0f} {y - size * .8:.0f} '
                   f'Q{x:.0f} {y - size * .88:.0f} {x + size * .13:.0f} {y - size * .8:.0f} L{x + size * .12:.0f} {y - size * .44:.0f} Z', shirt)
        self.box(x - head * .4, top + head * .6, head * .8, head * .9, skin)
        self.limb(x - size * .125, y - size * .78, x - size * .15, y - size * .47, size, shirt, skin)
        if hand is None:
            self.limb(x + size * .125, y - size * .78, x + size * .15, y - size * .47, size, shirt, skin)
        else:
            self.raise_hand(x + size * .125, y - size * .78, size, shirt, skin, hand)
        self.add(f'<ellipse cx="{x:.0f}" cy="{top:.0f}" rx="{head * .86:.0f}" ry="{head:.0f}" fill="{hair if back else skin}"/>')
        if veil:
            self.shape(f'M{x - head * 1.25:.0f} {top + head * 2:.0f} Q{x - head * 1.3:.0f} {top - head * 1.4:.0f} {x:.0f} {top - head * 1.25:.0f} '
                       f'Q{x + head * 1.3:.0f} {top - head * 1.4:.0f} {x + head * 1.25:.0f} {top + head * 2:.0f} Q{x:.0f} {top + head * 2.6:.0f} {x - head * 1.25:.0f} {top + head * 2:.0f} Z', veil)
            self.add(f'<ellipse cx="{x:.0f}" cy="{top + head * .1:.0f}" rx="{head * .66:.0f}" ry="{head * .8:.0f}" fill="{skin}"/>')
        elif not back:
            self.shape(f'M{x - head * .9:.0f} {top - head * .1:.0f} Q{x - head:.0f} {top - head * 1.2:.0f} {x:.0f} {top - head * 1.1:.0f} '
                       f'Q{x + head:.0f} {top - head * 1.2:.0f} {x + head * .9:.0f} {top - head * .1:.0f} Q{x + head * .6:.0f} {top - head * .62:.0f} {x:.0f} {top - head * .55:.0f} '
                       f'Q{x - head * .6:.0f} {top - head * .62:.0f} {x - head * .9:.0f} {top - head * .1:.0f} Z', hair)
        if cap:
            self.box(x - head * .92, top - head * 1.25, head * 1.84, head * .72, cap, 5)

    def limb(self, ax, ay, bx, by, size, shirt, skin):
        thick = size * .055
        middle_x, middle_y = ax + (bx - ax) * .55, ay + (by - ay) * .55
        self.add(f'<path d="M{ax:.0f} {ay:.0f} L{bx:.0f} {by:.0f}" stroke="{skin}" stroke-width="{thick * .8:.0f}" stroke-linecap="round"/>')
        self.add(f'<path d="M{ax:.0f} {ay:.0f} L{middle_x:.0f} {middle_y:.0f}" stroke="{shirt}" stroke-width="{thick * 1.25:.0f}" stroke-linecap="round"/>')

    def raise_hand(self, x, y, size, shirt, skin, hand):
        reach_x, reach_y = x + size * .1, y - size * (.26 if hand == 'up' else .1)
        self.limb(x, y, x + size * .09, y + size * .08, size, shirt, skin)
        self.add(f'<path d="M{x + size * .09:.0f} {y + size * .08:.0f} L{reach_x:.0f} {reach_y:.0f}" stroke="{skin}" '
                 f'stroke-width="{size * .043:.0f}" stroke-linecap="round"/>')
        self.add(f'<circle cx="{reach_x:.0f}" cy="{reach_y:.0f}" r="{size * .034:.0f}" fill="{skin}"/>')
        if hand in ('two', 'up'):
            for lean in (-.018, .022):
                self.add(f'<path d="M{reach_x + size * lean * .5:.0f} {reach_y - size * .02:.0f} L{reach_x + size * lean * 1.6:.0f} {reach_y - size * .085:.0f}" '
                         f'stroke="{skin}" stroke-width="{size * .017:.0f}" stroke-linecap="round"/>')
        else:
            self.add(f'<path d="M{reach_x:.0f} {reach_y:.0f} l0 -{size * .07:.0f}" stroke="{skin}" stroke-width="{size * .021:.0f}" stroke-linecap="round"/>')

    def banner(self, x, y, width, height, ground, number, line, fill='#ffffff'):
        sag = height * .05
        self.shape(f'M{x} {y} Q{x + width / 2} {y + sag * 2} {x + width} {y} L{x + width} {y + height} Q{x + width / 2} {y + height + sag * 2} {x} {y + height} Z', ground)
        self.words(x + width * .2, y + height * .74 + sag, height * .62, number, fill)
        self.words(x + width * .62, y + height * .46 + sag, height * .17, line[0], fill)
        self.words(x + width * .62, y + height * .72 + sag, height * .13, line[1], fill)

    def svg(self):
        return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
                f'<defs>{"".join(self.definitions)}</defs>{"".join(self.parts)}</svg>')


def rally():
    """An evening's declaration by the sea: a stage, lamps, hands."""
    s = Scene(8)
    s.box(0, 0, WIDTH, HEIGHT, s.gradient((0, '#1b2440'), (.35, '#5b4a6e'), (.55, '#c77f68'), (.62, '#e8b27a')))
    s.ridge(760, 60, '#3b3752')
    s.box(0, 742, WIDTH, 120, s.gradient((0, '#8f6f78'), (1, '#4b4660')))
    s.box(0, 850, WIDTH, 350, s.gradient((0, '#4c4038'), (1, '#2a241f')))
    s.box(330, 330, 940, 380, '#232838')
    s.box(350, 350, 900, 340, s.gradient((0, '#334057'), (1, '#1f2738')))
    s.banner(430, 380, 740, 200, '#e9e4d8', '8', ('BERSAMA NOMOR 8', 'DEKLARASI BAKAL CALON'), '#2b3644')
    for x in (330, 1244):
        s.box(x, 250, 26, 620, '#191d28')
    for x in range(420, 1240, 150):
        s.glow(x, 322, 150, '#ffe2a8', .75)
        s.add(f'<circle cx="{x}" cy="322" r="12" fill="#fff6dc"/>')
    s.box(270, 800, 1060, 90, '#33291f')
    s.box(270, 790, 1060, 22, '#6b543c')
    for i, shirt in enumerate(['#f2efe6', '#d8c9a0', '#f2efe6', '#8a7d5c', '#e9e4d8']):
        s.person(520 + i * 145, 800, 300, shirt, hand='up' if i in (1, 2, 4) else None, cap='#20242c' if i == 2 else None)
    for row, (y, size) in enumerate([(1010, 300), (1120, 360), (1260, 430)]):
        for i in range(11 - row * 2):
            x = 60 + i * (150 + row * 40) + s.chance.randint(-30, 30)
            s.person(x, y + 60, size, s.chance.choice(['#39404e', '#4a3f45', '#2f3a3f', '#51493d', '#6a5f52']),
                     hand='up' if s.chance.random() < .35 else None, back=True)
    return s


def fence():
    """A banner on the fence of a village hall, at noon."""
    s = Scene(3)
    s.box(0, 0, WIDTH, HEIGHT, s.gradient((0, '#7fb4dc'), (.6, '#dcebf2')))
    s.glow(1320, 130, 420, '#fff8e0', .8)
    s.ridge(640, 130, '#8fb0a4')
    s.ridge(700, 80, '#6d9479')
    s.tree(180, 820, 560, (70, 112, 62))
    s.box(430, 420, 830, 420, '#efe7d6')
    s.shape('M370 440 L560 250 L1130 250 L1320 440 Z', '#a4593d')
    s.shape('M560 250 L845 190 L1130 250 Z', '#8a482f')
    s.box(760, 560, 170, 280, '#6a4a30')
    for x in (500, 620, 990, 1110):
        s.box(x, 560, 90, 120, '#7d98a6')
        s.box(x + 42, 560, 6, 120, '#efe7d6')
    s.words(845, 500, 40, 'BALAI DESA', '#4d3a2a')
    s.tree(1440, 850, 480, (84, 126, 66))
    s.box(0, 840, WIDTH, 360, s.gradient((0, '#a9b07f'), (.4, '#b9a680'), (1, '#8f7d5e')))
    for x in range(0, WIDTH, 62):
        s.box(x, 760, 22, 230, '#f4f1ea')
        s.shape(f'M{x} 762 l11 -22 l11 22 Z', '#f4f1ea')
    s.box(0, 800, WIDTH, 18, '#e2ddd0')
    s.box(0, 930, WIDTH, 18, '#e2ddd0')
    s.banner(380, 770, 860, 190, '#2f6f7a', '6', ('PILIHAN WARGA DESA', 'NOMOR URUT 6'))
    s.person(250, 1130, 420, '#c7b489', trousers='#8a7a58', cap='#2a2a2a')
    return s


def office():
    """Five in front of an office; one in uniform shows two fingers."""
    s = Scene(21)
    s.box(0, 0, WIDTH, HEIGHT, s.gradient((0, '#b7cfdd'), (1, '#e9eef0')))
    s.box(0, 160, WIDTH, 760, s.gradient((0, '#f3ecdf'), (1, '#dccfb8')))
    s.shape('M0 60 L1600 60 L1600 190 L0 190 Z', '#8d4f38')
    for x in (90, 420, 1060, 1390):
        s.box(x, 330, 150, 240, s.gradient((0, '#59748a'), (1, '#9fb7c2')))
        s.box(x - 10, 560, 170, 18, '#b9a680')
    for x in (300, 680, 900, 1280):
        s.box(x, 190, 44, 730, '#fbf7ee')
    s.box(724, 400, 176, 520, '#5d4331')
    s.box(560, 226, 480, 84, '#2b3644', 8)
    s.words(800, 282, 40, 'KANTOR KECAMATAN', '#f5f0e4')
    s.box(0, 900, WIDTH, 300, s.gradient((0, '#c9c2b4'), (1, '#9a927f')))
    s.person(400, 1090, 620, '#b59d6c', '#8a7650', cap='#2a2a2a')
    s.person(600, 1110, 600, '#f5f5f0', veil='#6f7f8f')
    s.person(810, 1120, 650, '#f7f3ea', hand='thumb')
    s.person(1020, 1110, 620, '#b59d6c', '#8a7650', hand='two')
    s.person(1230, 1090, 590, '#e6dccb', veil='#7d6a75', hand='two')
    s.words(810, 800, 74, '6', '#2f6f7a')
    return s


def terrace():
    """A neighbours' meeting on a verandah, at night."""
    s = Scene(14)
    s.box(0, 0, WIDTH, HEIGHT, '#151a22')
    s.box(120, 90, 1360, 900, s.gradient((0, '#c79f66'), (1, '#8a6740')))
    s.shape('M40 110 L1560 110 L1420 -40 L180 -40 Z', '#43302a')
    s.box(120, 90, 1360, 44, '#5f4632')
    for x in (170, 790, 1390):
        s.box(x, 130, 34, 830, '#6d4f36')
    s.box(300, 250, 330, 420, '#6a4b33')
    s.box(316, 266, 298, 388, '#d8b98a')
    s.box(930, 260, 340, 220, '#2a3442')
    s.words(1100, 400, 120, '8', '#f1e4c8')
    s.glow(800, 210, 620, '#fff0c4', .85)
    s.add('<circle cx="800" cy="196" r="20" fill="#fffbe8"/>')
    s.box(0, 930, WIDTH, 270, s.gradient((0, '#7d5c3e'), (1, '#3d2c20')))
    for i in range(7):
        s.person(220 + i * 190 + s.chance.randint(-20, 20), 1040 + (i % 2) * 70, 400, s.chance.choice(['#7d6a75', '#8a4f4a', '#54707a', '#a8895c', '#6a7356']),
                 trousers='#4a3b39', veil=s.chance.choice(['#c9b9a6', '#7f8fa0', '#a37f7f', '#8f9a80', None]))
    s.box(520, 1010, 560, 80, '#4a3626', 12)
    for x in (600, 760, 900, 1000):
        s.add(f'<ellipse cx="{x}" cy="1008" rx="46" ry="16" fill="#efe6d2"/>')
    return s


def convoy():
    """Flags on a truck, on a road between rice terraces."""
    s = Scene(31)
    s.box(0, 0, WIDTH, HEIGHT, s.gradient((0, '#9cc6e6'), (.5, '#eaf2ee')))
    s.ridge(430, 200, '#7f9fb4', 7)
    s.ridge(520, 140, '#5f8a86', 8)
    for i in range(8):
        y = 540 + i * 46
        s.ridge(y + 24, 26, ['#7fae5c', '#94bd63', '#6b9d57', '#a5c76b'][i % 4], 6)
    s.palm(220, 800, 420)
    s.palm(1370, 760, 360)
    s.shape('M0 1010 Q800 840 1600 930 L1600 1200 L0 1200 Z', '#8b8478')
    s.shape('M0 1100 Q800 940 1600 1030 L1600 1046 Q800 956 0 1118 Z', '#e8e2d2')
    s.box(560, 760, 560, 190, '#4b5b67', 12)
    s.box(1110, 700, 230, 250, '#5f707c', 24)
    s.box(1190, 730, 130, 100, '#c8dbe2', 10)
    for x in (690, 1010, 1240):
        s.add(f'<circle cx="{x}" cy="960" r="62" fill="#22272b"/><circle cx="{x}" cy="960" r="26" fill="#9aa4a9"/>')
    for i in range(5):
        s.person(630 + i * 105, 800, 260, s.chance.choice(['#f2efe6', '#d9cfae', '#c9d2d4']), hand='up' if i % 2 else None)
    s.box(560, 770, 560, 170, '#566772', 10)
    s.words(840, 900, 120, '8', '#f3efe2')
    for i, x in enumerate((600, 860, 1080)):
        s.box(x, 430, 8, 340, '#6a5a44')
        s.shape(f'M{x + 8} 440 q70 -26 140 6 q40 14 70 -2 l0 110 q-40 20 -80 4 q-70 -26 -130 0 Z', ['#dfe7e3', '#7a8c94', '#dfe7e3'][i])
        s.words(x + 110, 520, 70, '8', ['#2b3644', '#f3efe2', '#2b3644'][i])
    return s


def market():
    """Shirts with a number, handed out in a market."""
    s = Scene(5)
    s.box(0, 0, WIDTH, HEIGHT, '#d9cdb6')
    s.box(0, 0, WIDTH, 330, s.gradient((0, '#6a5c4c'), (1, '#a08a6a')))
    for i, colour in enumerate(['#c9d6d2', '#8aa39b', '#e8dcc2', '#b6a58a', '#94a7ad', '#dcd3bd']):
        x = i * 280 - 40
        s.shape(f'M{x} 120 L{x + 280} 120 L{x + 320} 330 L{x - 40} 330 Z', colour)
        for k in range(0, 280, 70):
            s.shape(f'M{x - 40 + k * 1.28:.0f} 330 q45 60 90 0 Z', colour)
    s.glow(800, 260, 700, '#fff6df', .6)
    s.box(0, 760, WIDTH, 440, s.gradient((0, '#a8977c'), (1, '#6f6250')))
    s.box(120, 700, 1360, 130, '#7a5a3c', 6)
    s.box(120, 820, 1360, 210, '#5f452e', 4)
    for i in range(7):
        x = 150 + i * 190
        s.shape(f'M{x} 610 l50 -46 l30 18 l44 0 l30 -18 l50 46 l-34 36 l-16 -14 l0 100 l-108 0 l0 -100 l-16 14 Z', ['#f4efe2', '#cfdad7', '#f4efe2'][i % 3])
        s.words(x + 102, 690, 64, '6', '#2f6f7a')
    for i in range(4):
        s.person(330 + i * 300, 1160, 560, s.chance.choice(['#8a4f4a', '#5f6f58', '#6d7f8c', '#b59d6c']),
                 veil=s.chance.choice(['#c9b9a6', '#7f8fa0', None]), back=i % 2 == 0)
    return s


def letter():
    """An invitation, laid on a table and photographed from above."""
    s = Scene(9)
    s.box(0, 0, WIDTH, HEIGHT, s.gradient((0, '#6b4c33'), (1, '#543a26'), horizontal=True))
    for y in range(0, HEIGHT, 150):
        s.box(0, y, WIDTH, 5, '#3f2b1c')
    s.add('<g transform="rotate(-3 800 600)">')
    s.box(362, 72, 900, 1100, '#000', 0, 'opacity=".3"')
    s.box(350, 50, 900, 1100, s.gradient((0, '#fbf8f0'), (1, '#ebe4d4')))
    s.words(800, 150, 40, 'PEMERINTAH KABUPATEN WANASARI', '#2a2a2a')
    s.words(800, 200, 30, 'KECAMATAN TELUK BETARI', '#2a2a2a')
    s.box(420, 225, 760, 5, '#2a2a2a')
    s.words(800, 300, 36, 'UNDANGAN', '#2a2a2a')
    for i in range(16):
        s.box(430, 360 + i * 36, [740, 700, 720, 420][i % 4], 10, '#6a6a6a', 5)
    s.words(1010, 1010, 26, 'Camat Teluk Betari', '#2a2a2a')
    s.add('<path d="M930 1060 q40 -60 70 0 t60 -10 t50 10" stroke="#27406a" stroke-width="5" fill="none"/>')
    s.add('<circle cx="930" cy="1050" r="62" fill="none" stroke="#5c4a86" stroke-width="6" opacity=".7"/></g>')
    return s


def post():
    """A post on a network that does not exist, on a telephone's screen."""
    s = Scene(12)
    s.box(0, 0, WIDTH, HEIGHT, '#f2f4f5')
    s.box(0, 0, WIDTH, 70, '#ffffff')
    s.words(120, 48, 30, '19.42', '#222')
    s.box(100, 110, 1400, 1040, '#ffffff', 24)
    s.add('<circle cx="190" cy="200" r="52" fill="#9fb2b0"/>')
    s.add('<text x="270" y="190" font-family="DejaVu Sans" font-weight="bold" font-size="38" fill="#222">Marlina di Karanganyar</text>')
    s.add('<text x="270" y="236" font-family="DejaVu Sans" font-size="28" fill="#666">kemarin · umum</text>')
    s.add('<text x="140" y="320" font-family="DejaVu Sans" font-size="36" fill="#222">Siap menang bersama nomor 8! Ayo ajak keluarga.</text>')
    s.box(140, 360, 1320, 640, s.gradient((0, '#7f9fb4'), (1, '#d9c7a2')), 12)
    for i in range(6):
        s.person(300 + i * 200, 990, 400, s.chance.choice(['#f2efe6', '#b59d6c', '#6d7f8c']), hand='two' if i % 2 else 'thumb', veil='#7f8fa0' if i == 2 else None)
    s.banner(480, 400, 640, 130, '#2b3644', '8', ('SATU SUARA', 'NOMOR 8'))
    s.add('<text x="140" y="1080" font-family="DejaVu Sans" font-size="32" fill="#444">148 suka · 23 komentar · 9 kali dibagikan</text>')
    return s


SCENES = {'panggung': rally, 'pagar': fence, 'kantor': office, 'serambi': terrace, 'rombongan': convoy, 'pasar': market,
          'undangan': letter, 'unggahan': post}


# Who takes photos takes another one, nearer: a part of the scene (width, height, left, top).
NEARER = {'panggung-dekat': ('panggung', '900x675+350+240'), 'kantor-dekat': ('kantor', '960x720+500+330'),
          'pasar-dekat': ('pasar', '1000x750+300+380'), 'rombongan-dekat': ('rombongan', '960x720+420+330'),
          'undangan-dekat': ('undangan', '800x600+330+40'), 'unggahan-dekat': ('unggahan', '1440x1080+80+90'),
          'kantor-samping': ('kantor', '1100x825+120+250')}

# On the day of what the report tells that has the photo.
TAKEN = {'panggung': '2026:11:14 20:12:31', 'rombongan': '2026:11:15 08:05:20', 'kantor-samping': '2026:11:16 15:04:57',
         'pagar': '2026:11:19 09:12:04', 'pasar': '2026:11:22 13:04:37',
         'kantor': '2026:11:26 10:24:50', 'kantor-dekat': '2026:11:26 10:24:57', 'pasar-dekat': '2026:11:26 13:04:44',
         'panggung-dekat': '2026:11:21 19:42:38', 'rombongan-dekat': '2026:11:21 18:55:27', 'serambi': '2026:11:28 16:42:11'}
MAKE, MODEL, ZONE = b'Latihan\0', b'Kamera 1\0', b'+07:00\0'


def directory(entries, start, after=0):
    """An EXIF directory at @start: (tag, type, count, value or bytes)."""
    head, tail = struct.pack('>H', len(entries)), b''
    free = start + 2 + 12 * len(entries) + 4
    for tag, kind, count, value in entries:
        if isinstance(value, int):
            head += struct.pack('>HHII', tag, kind, count, value)
        else:
            head += struct.pack('>HHII', tag, kind, count, free + len(tail))
            tail += value + b'\0' * (len(value) % 2)
    return head + struct.pack('>I', after) + tail


def exif(taken):
    moment = taken.encode() + b'\0'
    own = [(0x9003, 2, 20, moment), (0x9004, 2, 20, moment), (0x9011, 2, 7, ZONE), (0x9012, 2, 7, ZONE)]
    first = [(0x010f, 2, len(MAKE), MAKE), (0x0110, 2, len(MODEL), MODEL), (0x8769, 4, 1, 0)]
    size = len(directory(first, 8))
    first[2] = (0x8769, 4, 1, 8 + size)
    body = b'Exif\0\0MM\0*' + struct.pack('>I', 8) + directory(first, 8) + directory(own, 8 + size)
    return b'\xff\xe1' + struct.pack('>H', len(body) + 2) + body


def say_when(target, taken):
    picture = target.read_bytes()
    target.write_bytes(picture[:2] + exif(taken) + picture[2:])


def paint(name):
    target = pathlib.Path(__file__).parent / f'{name}.jpg'
    with tempfile.TemporaryDirectory() as folder:
        drawing, pixels = pathlib.Path(folder, 'scene.svg'), pathlib.Path(folder, 'scene.png')
        drawing.write_text(SCENES[name]().svg(), encoding='utf-8')
        subprocess.run(['rsvg-convert', drawing, '-o', pixels], check=True)
        look = [] if name == 'unggahan' else ['-blur', '0x0.8', '-seed', '1', '-attenuate', '0.06', '+noise', 'Gaussian']
        subprocess.run(['convert', pixels, *look, '-strip', '-quality', '76', '-sampling-factor', '4:2:0', target], check=True)
    if name in TAKEN:
        say_when(target, TAKEN[name])


def come_nearer(name):
    scene, part = NEARER[name]
    source, target = (pathlib.Path(__file__).parent / f'{each}.jpg' for each in (scene, name))
    subprocess.run(['convert', source, '-crop', part, '+repage', '-resize', f'{WIDTH}x{HEIGHT}', '-strip',
                    '-quality', '76', '-sampling-factor', '4:2:0', target], check=True)
    if name in TAKEN:
        say_when(target, TAKEN[name])


for each in sys.argv[1:] or [*SCENES, *NEARER]:
    come_nearer(each) if each in NEARER else paint(each)
