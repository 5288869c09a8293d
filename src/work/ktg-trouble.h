/* ktg-trouble.h - what is the matter: what happened, what is safe, what to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each part is a sentence or two, not translated yet; %NULL where there is nothing to say. A face
 * that has another way of doing it puts it in the place of @action. */
typedef struct
{
  const char *happened;
  const char *safe;
  const char *action;
} KtgTrouble;

KtgTrouble ktg_trouble_of_error (const GError *error);
KtgTrouble ktg_trouble_of_file_error (const GError *error);
KtgTrouble ktg_trouble_of_writing (const GError *error, const char *safe);
KtgTrouble ktg_trouble_of_refusal (const char *problem_type);
gboolean   ktg_trouble_of_alarm (const char *kind, KtgTrouble *trouble);
void       ktg_trouble_take_question (KtgTrouble *self, const GError *error);
void       ktg_trouble_take_enrolling (KtgTrouble *self, const GError *error);
char      *ktg_trouble_dup_words (const KtgTrouble *trouble);

G_END_DECLS
