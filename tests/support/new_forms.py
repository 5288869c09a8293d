# new_forms.py - a field more in a form, and a whole new form: nothing but two files
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json

FIELD = {'code': 'banner_colour', 'name': {'id': 'Warna spanduk', 'en': 'Colour of the banner'}, 'type': 'choice',
         'section': 'II', 'need': 'material', 'search': True,
         'options': [{'code': 'red', 'name': {'id': 'Merah', 'en': 'Red'}}, {'code': 'blue', 'name': {'id': 'Biru', 'en': 'Blue'}}]}
FORM = {'format': 1, 'pack': 'form', 'form': 'form_patrol', 'version': '2026-02', 'verified': False,
        'title': {'id': 'Formulir Patroli', 'en': 'Patrol form'}, 'kinds': ['supervision_activity'],
        'sections': [{'code': 'I', 'name': {'id': 'Patroli', 'en': 'Patrol'}}],
        'fields': [
            {'code': 'crew', 'name': {'id': 'Regu', 'en': 'Crew'}, 'type': 'text', 'section': 'I', 'need': 'formal', 'search': True},
            {'code': 'met', 'name': {'id': 'Bertemu warga', 'en': 'Met people'}, 'type': 'yes_no', 'section': 'I', 'default': 'no'},
            {'code': 'n_met', 'name': {'id': 'Jumlah warga', 'en': 'How many'}, 'type': 'number', 'section': 'I',
             'need': 'material', 'shown_if': {'field': 'met', 'is': 'yes'}},
            {'code': 'route', 'name': {'id': 'Rute', 'en': 'Route'}, 'type': 'words', 'section': 'I'},
            {'code': 'where', 'name': {'id': 'Di mana', 'en': 'Where'}, 'type': 'text', 'section': 'I',
             'spine': 'place.words'}]}


def write_pack(packs, pack):
    (packs / f'{pack["form"]}-{pack["version"]}.json').write_text(json.dumps(pack))


def add_to(packs):
    pack = json.loads((packs / 'form_cegah-2023-03.json').read_text())
    pack['version'] = '2026-01'
    pack['fields'].insert(3, FIELD)
    write_pack(packs, pack)
    write_pack(packs, FORM)
