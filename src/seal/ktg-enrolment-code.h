/* ktg-enrolment-code.h - the code a person types once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_ENROLMENT_CODE_LETTERS 24

char    *ktg_enrolment_code_new (const char *server_public);
char    *ktg_enrolment_code_normalise (const char *typed);
gboolean ktg_enrolment_code_fits_server (const char *normalised, const char *server_public);

G_END_DECLS
