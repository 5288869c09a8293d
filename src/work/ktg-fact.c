/* ktg-fact.c - something that is said: what it is, and its words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-fact.h"

#include <ktg-shown-text.h>

static void
fact_free (KtgFact *fact)
{
  g_free (fact->name);
  g_free (fact->value);
  g_free (fact->detail);
  g_clear_pointer (&fact->below, g_ptr_array_unref);
  g_free (fact);
}

/**
 * ktg_fact_list_new:
 *
 * Returns: (transfer full) (element-type KtgFact): nothing yet
 */
GPtrArray *
ktg_fact_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)fact_free);
}

/**
 * ktg_fact_list_add:
 * @facts: (element-type KtgFact): what is said
 * @name: what it is
 * @value: (nullable): its words
 *
 * Nothing is said of what has no words. What somebody wrote stands there as it is shown.
 *
 * Returns: (transfer none) (nullable): the fact, to which more may be said
 */
KtgFact *
ktg_fact_list_add (GPtrArray *facts, const char *name, const char *value)
{
  KtgFact *fact;

  if (value == NULL || *value == '\0')
    return NULL;

  fact = g_new0 (KtgFact, 1);
  fact->name = ktg_shown_text_dup_line (name);
  fact->value = ktg_shown_text_dup (value);
  g_ptr_array_add (facts, fact);
  return fact;
}
