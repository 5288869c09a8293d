/* ktg-beginning.h - what a new report begins with that was written elsewhere
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-like-box.h"
#include "ktg-session.h"

G_BEGIN_DECLS

/* What it asks of the page on which is written. */
typedef struct
{
  KtgReport *(*make) (gpointer page); /* as it stands there */
  void (*show) (gpointer page, const KtgReport *report);
  void (*fail) (gpointer page, const GError *error);
} KtgBeginningPage;

#define KTG_TYPE_BEGINNING (ktg_beginning_get_type ())
G_DECLARE_FINAL_TYPE (KtgBeginning, ktg_beginning, KTG, BEGINNING, GObject)

KtgBeginning *ktg_beginning_new (const KtgBeginningPage *does,
                                 gpointer                page,
                                 KtgLikeBox             *box,
                                 KtgSession             *session);
void          ktg_beginning_leave (KtgBeginning *self);
void          ktg_beginning_offer (KtgBeginning *self);
void          ktg_beginning_take (KtgBeginning *self, const char *with);

G_END_DECLS
