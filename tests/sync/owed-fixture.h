/* owed-fixture.h - what a device owes, made up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-owed.h>

G_BEGIN_DECLS

/* Adds and returns it, for the fields left out. */
KtgOwedEvent *add_event (KtgOwed *owed, const char *id, gsize size_bytes);
KtgOwedFile  *add_file (KtgOwed    *owed,
                        const char *sha256,
                        guint64     size_bytes,
                        const char *known,
                        gint64      filed_us);

void remove_event (KtgOwed *owed, const char *id);
void remove_file (KtgOwed *owed, const char *sha256);

G_END_DECLS
