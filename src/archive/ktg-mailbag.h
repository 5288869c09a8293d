/* ktg-mailbag.h - what is handed on at once of the words of the server above
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_LETTERS_AT_ONCE 200

/* To one device. */
typedef struct
{
  GPtrArray *letters; /* (element-type KtgEnvelope) the oldest first */
  guint64    at;      /* the number of the last of them; 0: none */
  gboolean   has_more;
} KtgMailbag;

G_END_DECLS
