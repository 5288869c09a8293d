/* lab-device-words.h - what the lab's device writes: everything follows from its name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-store-device.h>

#define LAB_FIRST_LIFE "AAAAAAAAAAAAAAAAAAAAAA"
#define LAB_SECOND_LIFE "BBBBBBBBBBBBBBBBBBBBBB"

#define LAB_SHELF "aaaaaaaaaaaa"

#define LAB_DELIVERED "11111111-1111-4111-8111-111111111111"
#define LAB_OWED "22222222-2222-4222-8222-222222222222"
#define LAB_OTHERS "77777777-7777-4777-8777-777777777777"
#define LAB_DRAFT "33333333-3333-4333-8333-333333333333"
#define LAB_FRESH_DRAFT "44444444-4444-4444-8444-444444444444"
#define LAB_FILED "55555555-5555-4555-8555-555555555555"

/* The id of the draft that amends report @id. */
char *lab_dup_amendment_id (const char *id);

/* The same name gives the same bytes. */
char *lab_dup_file (const char *name);
char *lab_dup_hash (const char *name);

/* The files a report names, in pairs of an original and its preview; NULL-terminated. */
const char *const *lab_get_names (const char *id, guint version);
KtgReport         *lab_make_report (const char *id, guint version, const char *const *names);

/* Of the rules; the same version gives the same bytes. */
char          *lab_dup_pack_folder (KtgStoreDevice *device);
KtgPackNotice *lab_make_pack_notice (const char *version);
GBytes        *lab_dup_parcel (const KtgPackNotice *notice);
GBytes        *lab_dup_packed (const KtgPackNotice *notice);

KtgOwed *lab_load_owed (KtgStoreDevice *device, GError **error);
