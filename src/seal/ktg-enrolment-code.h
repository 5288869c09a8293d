/* ktg-enrolment-code.h - the code a person types once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_ENROLMENT_CODE_LETTERS 32

/* What may be read of what was typed. */
typedef struct
{
  char *code;     /* 32 letters */
  char *root_key; /* base64url; NULL where only the code was given */
  char *node_key; /* the same */
} KtgEnrolmentCode;

char    *ktg_enrolment_code_new (const char *root_key, const char *node_key);
char    *ktg_enrolment_code_normalise (const char *typed);
gboolean ktg_enrolment_code_is_of_before (const char *typed);
gboolean
ktg_enrolment_code_fits (const char *normalised, const char *root_key, const char *node_key);

char *ktg_enrolment_code_dup_whole (const char *code, const char *root_key, const char *node_key);
KtgEnrolmentCode *ktg_enrolment_code_read (const char *typed);
gboolean          ktg_enrolment_code_is_from (const KtgEnrolmentCode *self,
                                              const char             *root_key,
                                              const char             *node_key);
void              ktg_enrolment_code_free (KtgEnrolmentCode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgEnrolmentCode, ktg_enrolment_code_free)

G_END_DECLS
