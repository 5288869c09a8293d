/* ktg-code-finding.c - which of the codes in a picture enrols a device
 *
 * Anybody can hang up a code. What is found is only put where it would have been typed: it is seen
 * before anything is sent, and a code goes to no server but the one that made it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-code-finding.h"

#include <glib/gi18n.h>
#include <ktg-enrolment-code.h>

#include <string.h>

#define GROUP_LETTERS 4

static gboolean
is_code (const char *text)
{
  g_autoptr (KtgEnrolmentCode) code = ktg_enrolment_code_read (text);

  return code != NULL;
}

/**
 * ktg_code_finding_dup_code:
 * @texts: what the codes in a picture say
 * @problem: (out): where there is no answer, why, translated
 *
 * Returns: (transfer full) (nullable): the one text that enrols; %NULL where there is none, or more
 */
char *
ktg_code_finding_dup_code (const char *const *texts, const char **problem)
{
  const char *found = NULL;
  gboolean    has_two = FALSE;

  for (gsize i = 0; texts[i] != NULL; i++)
    if (is_code (texts[i]))
      {
        has_two |= found != NULL && !g_str_equal (found, texts[i]);
        found = texts[i];
      }

  if (found != NULL && !has_two)
    return g_strdup (found);

  if (has_two)
    *problem = _ ("There is more than one enrolment code in this picture. Cut out the one that is "
                  "meant, or type it.");
  else if (texts[0] != NULL)
    *problem = _ ("The QR code in this picture is no enrolment code. Nothing was sent. Ask your "
                  "office for the picture again, or type the code.");
  else
    *problem = _ ("There is no QR code in this picture, or it is too small or blurred. Take the "
                  "picture closer, or type the code.");
  return NULL;
}

/**
 * ktg_code_finding_dup_letters:
 * @code: as ktg_code_finding_dup_code() gave it
 *
 * Returns: (transfer full): "7K3M-…", as a person compares it with what is on paper
 */
char *
ktg_code_finding_dup_letters (const char *code)
{
  g_autoptr (KtgEnrolmentCode) read = ktg_enrolment_code_read (code);
  g_autoptr (GString) letters = g_string_new (read != NULL ? read->code : "");

  for (gssize at = (gssize)letters->len - GROUP_LETTERS; at > 0; at -= GROUP_LETTERS)
    g_string_insert_c (letters, at, '-');

  return g_strdup (letters->str);
}
