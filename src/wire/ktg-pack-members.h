/* ktg-pack-members.h - what stands in more than one kind of pack
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-json-reader.h"

#include <ktg-form.h>

G_BEGIN_DECLS

/* Only for this room. */
void
ktg_words_members_read (KtgJsonReader *reader, const char *key, KtgJsonNeed need, KtgWords *words);
void     ktg_choice_members_read (KtgJsonReader *reader, gpointer choices);
KtgForm *ktg_form_members_read (KtgJsonReader *reader);

G_END_DECLS
