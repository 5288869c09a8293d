/* ktg-signed-facts.c - what a signature stands for, whole
 *
 * Every fact with its name, in the order of the page; what the office will look for and does not
 * find is said to be empty, and not left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-signed-facts.h"

#include "ktg-dates.h"
#include "ktg-person-words.h"
#include "ktg-sentences.h"

#include <glib/gi18n.h>
#include <string.h>

#define KEY_LENGTH 8 /* of its letters, enough to tell two devices apart */

static guint
find_named (const GPtrArray *facts, const char *name)
{
  guint i = 0;

  while (i < facts->len
         && g_strcmp0 (((const KtgFact *)g_ptr_array_index (facts, i))->name, name) != 0)
    i++;

  return i;
}

/* What the law says of it is not signed. */
static KtgFact *
steal_plain (GPtrArray *facts, guint i)
{
  KtgFact *fact = g_ptr_array_steal_index (facts, i);

  g_clear_pointer (&fact->below, g_ptr_array_unref);
  return fact;
}

/* Puts those called @name at the end of @whole, or that there is none. */
static void
move_named (GPtrArray *whole, GPtrArray *facts, const char *name)
{
  guint i = find_named (facts, name);

  if (i == facts->len)
    ktg_fact_list_add (whole, name, _ ("None"));

  for (; i < facts->len; i = find_named (facts, name))
    g_ptr_array_add (whole, steal_plain (facts, i));
}

/* "c14e 90ab" */
static char *
dup_grouped (const char *text, gsize length)
{
  GString *words = g_string_new (NULL);

  for (gsize i = 0; i < length && text[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (words, ' ');
      g_string_append_c (words, text[i]);
    }

  return g_string_free (words, FALSE);
}

/**
 * ktg_signed_facts_new:
 * @report: what is about to be signed
 * @pack: what the codes mean
 * @regions: (nullable): names of places
 * @language: "id" or "en"
 *
 * Returns: (transfer full) (element-type KtgFact): all that it says, and what it does not say
 */
GPtrArray *
ktg_signed_facts_new (const KtgReport     *report,
                      const KtgPack       *pack,
                      const KtgRegionTree *regions,
                      const char          *language)
{
  g_autoptr (GPtrArray) facts = ktg_facts_new (report, pack, regions, language);
  GPtrArray  *whole = ktg_fact_list_new ();
  const char *names[] = {
    _ ("Suspected violation"),
    ktg_person_role_get_title (KTG_PERSON_REPORTED),
    ktg_person_role_get_title (KTG_PERSON_WITNESS),
    _ ("Place of the event"),
    _ ("Time of the event"),
    _ ("Date known"),
    _ ("Description of the event"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    move_named (whole, facts, names[i]);

  while (facts->len > 0)
    g_ptr_array_add (whole, steal_plain (facts, 0));

  return whole;
}

/**
 * ktg_signed_facts_dup_file:
 * @evidence: one of the files
 *
 * Returns: when it was taken, and its size
 */
char *
ktg_signed_facts_dup_file (const KtgEvidence *evidence)
{
  g_autofree char *taken = ktg_dates_dup_testimony (evidence->taken);
  g_autofree char *size = ktg_sentences_dup_size (evidence->size_bytes);

  return *taken == '\0' ? g_steal_pointer (&size) : g_strdup_printf ("%s · %s", taken, size);
}

/**
 * ktg_signed_facts_dup_hash:
 * @evidence: one of the files
 *
 * Returns: the beginning and the end of its digital fingerprint, "c14e 90ab … 6f02 d7e8"
 */
char *
ktg_signed_facts_dup_hash (const KtgEvidence *evidence)
{
  g_autofree char *first = dup_grouped (evidence->sha256, 8);
  g_autofree char *last = dup_grouped (evidence->sha256 + strlen (evidence->sha256) - 8, 8);

  return g_strdup_printf ("%s … %s", first, last);
}

/**
 * ktg_signed_facts_dup_key:
 * @device: the public key of a device
 *
 * Returns: its beginning, to be told from that of another
 */
char *
ktg_signed_facts_dup_key (const char *device)
{
  return dup_grouped (device, KEY_LENGTH);
}
