/* ktg-recap-print.h - a recap, to be put on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-printable.h"
#include "ktg-session.h"

#include <ktg-recap-span.h>

G_BEGIN_DECLS

#define KTG_TYPE_RECAP_PRINT (ktg_recap_print_get_type ())
G_DECLARE_FINAL_TYPE (KtgRecapPrint, ktg_recap_print, KTG, RECAP_PRINT, GObject)

KtgPrintable *ktg_recap_print_new (KtgSession *session, KtgRecapSpan *span, KtgRecap *recap);

G_END_DECLS
