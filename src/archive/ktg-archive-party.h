/* ktg-archive-party.h - a relay's archive as one side of an exchange with the server above
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-party.h>

#include "ktg-archive.h"

G_BEGIN_DECLS

#define KTG_TYPE_ARCHIVE_PARTY (ktg_archive_party_get_type ())
G_DECLARE_FINAL_TYPE (KtgArchiveParty, ktg_archive_party, KTG, ARCHIVE_PARTY, GObject)

KtgArchiveParty *ktg_archive_party_new (KtgArchive *archive, GError **error);
void             ktg_archive_party_note_refused (KtgArchiveParty *self);

G_END_DECLS
