/* ktg-fact.h - something that is said: what it is, and its words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  char      *name;
  char      *value;
  char      *detail; /* what explains the value, or NULL */
  GPtrArray *below;  /* (element-type KtgFact): what the law says of it, or NULL */
} KtgFact;

GPtrArray *ktg_fact_list_new (void);
KtgFact   *ktg_fact_list_add (GPtrArray *facts, const char *name, const char *value);

G_END_DECLS
