/* ktg-enrolment-code.h - the code a person types once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 24 letters of Crockford's base 32 in six groups: 16 of chance (80 bits), 8 of the server key's fingerprint (40 bits),
 * so that a device notices another server answering in its place. */
char    *ktg_enrolment_code_new (const char *server_public); /* "7K3M-…" */
/* Upper case, without blanks and hyphens, O read as 0, I and L as 1; NULL if it cannot be a code. */
char    *ktg_enrolment_code_normalise (const char *typed);
gboolean ktg_enrolment_code_fits_server (const char *normalised, const char *server_public);

G_END_DECLS
