/* ktg-enrolment.h - POST /v1/enrol, and the codes it asks for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive.h"
#include "ktg-http-request.h"

G_BEGIN_DECLS

#define KTG_CODE_VALID_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

void    ktg_enrolment_ready (KtgHttpRequest *request, gpointer service);
GBytes *ktg_enrolment_dup_code_hash (const char *typed);
char   *ktg_enrolment_make_code (KtgArchive *archive,
                                 const char *officer,
                                 KtgRole     role,
                                 const char *region,
                                 gint64      now_ms,
                                 GError    **error);

G_END_DECLS
