/* ktg-json-pages.h - one long JSON list, written in pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Begins as all zeros. Put together, the pieces are what the whole list would have been. */
typedef struct
{
  gboolean has_begun;
} KtgJsonPages;

void ktg_json_pages_add (KtgJsonPages *self, GBytes *list, GString *text);
void ktg_json_pages_end (KtgJsonPages *self, GString *text);

G_END_DECLS
