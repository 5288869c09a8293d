/* ktg-json-text.h - a text of a plain struct and the key it stands under
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One table serves reading and writing, so they cannot disagree. It ends with key NULL. */
typedef struct
{
  const char *key;
  gsize       offset; /* of a member of type char * */
} KtgJsonText;

G_END_DECLS
