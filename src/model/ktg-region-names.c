/* ktg-region-names.c - what people call regions, beside their official names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-names.h"

#include "ktg-region-kind.h"
#include "ktg-region-tree.h"

#include <string.h>

static const KtgField label_fields[] = {
  { "kind", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgRegionLabel, kind), KTG_NEED_FILLED },
  { "regions", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgRegionLabel, regions) },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgRegionLabel, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
};

KTG_DEFINE_RECORD (KtgRegionLabel, ktg_region_label, label_fields)

static const KtgField alias_fields[] = {
  { "said", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgRegionAlias, said), KTG_NEED_FILLED },
  { "region", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgRegionAlias, region), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgRegionAlias, ktg_region_alias, alias_fields)

static const KtgField prefix_fields[] = {
  { "said", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgRegionPrefix, said), KTG_NEED_FILLED },
  { "kind", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgRegionPrefix, kind), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgRegionPrefix, ktg_region_prefix, prefix_fields)

/* How much of @code the label's own region is; -1: it does not hold there. */
static int
measure_reach (const KtgRegionLabel *label, const char *code)
{
  int reach = label->regions->len == 0 ? 0 : -1;

  for (guint i = 0; i < label->regions->len; i++)
    {
      const char *region = g_ptr_array_index (label->regions, i);

      if (ktg_region_contains (region, code))
        reach = MAX (reach, (int)strlen (region));
    }

  return reach;
}

/**
 * ktg_region_names_get_label:
 * @names: what people call regions
 * @code: a valid code
 *
 * Returns: (transfer none) (nullable): what a region of its kind is called there; the narrowest
 * counts
 */
const KtgWords *
ktg_region_names_get_label (const KtgRegionNames *names, const char *code)
{
  const char     *kind = ktg_region_kind_get_code (ktg_region_get_kind (code));
  const KtgWords *found = NULL;
  int             best = -1;

  for (guint i = 0; i < names->labels->len; i++)
    {
      const KtgRegionLabel *label = g_ptr_array_index (names->labels, i);
      int reach = strcmp (label->kind, kind) == 0 ? measure_reach (label, code) : -1;

      if (reach > best)
        {
          best = reach;
          found = &label->name;
        }
    }

  return found;
}

static char *
find_kind_fault (const char *said, const char *kind)
{
  KtgRegionKind parsed;

  return ktg_region_kind_parse (kind, &parsed)
             ? NULL
             : g_strdup_printf ("%s: there is no kind of region %s", said, kind);
}

static char *
find_code_fault (const char *said, const char *code)
{
  return ktg_region_code_is_valid (code)
             ? NULL
             : g_strdup_printf ("%s: %s is no code of a region", said, code);
}

/**
 * ktg_region_codes_find_fault:
 * @said: what the sentence begins with
 * @codes: (element-type utf8): what must be codes of regions
 *
 * Returns: (transfer full) (nullable): English, which of them is none; %NULL if all are
 */
char *
ktg_region_codes_find_fault (const char *said, const GPtrArray *codes)
{
  char *fault = NULL;

  for (guint i = 0; fault == NULL && i < codes->len; i++)
    fault = find_code_fault (said, g_ptr_array_index (codes, i));

  return fault;
}

static char *
find_label_fault (const KtgRegionLabel *label)
{
  char *fault = find_kind_fault (label->name.en, label->kind);

  return fault != NULL ? fault : ktg_region_codes_find_fault (label->name.en, label->regions);
}

static char *
find_labels_fault (const GPtrArray *labels)
{
  char *fault = NULL;

  for (guint i = 0; fault == NULL && i < labels->len; i++)
    fault = find_label_fault (g_ptr_array_index (labels, i));

  return fault;
}

static char *
find_aliases_fault (const GPtrArray *aliases)
{
  char *fault = NULL;

  for (guint i = 0; fault == NULL && i < aliases->len; i++)
    {
      const KtgRegionAlias *alias = g_ptr_array_index (aliases, i);

      fault = find_code_fault (alias->said, alias->region);
    }

  return fault;
}

static char *
find_prefixes_fault (const GPtrArray *prefixes)
{
  char *fault = NULL;

  for (guint i = 0; fault == NULL && i < prefixes->len; i++)
    {
      const KtgRegionPrefix *prefix = g_ptr_array_index (prefixes, i);

      fault = find_kind_fault (prefix->said, prefix->kind);
    }

  return fault;
}

/**
 * ktg_region_names_find_fault:
 * @names: what a file says of them, each entry of it in its form
 * @key: (out): under which of its keys something is wrong; set if something is
 *
 * Returns: (transfer full) (nullable): English, what is wrong, with the row's words; %NULL if
 * nothing is
 */
char *
ktg_region_names_find_fault (const KtgRegionNames *names, const char **key)
{
  char *fault = NULL;

  if ((fault = find_labels_fault (names->labels)) != NULL)
    *key = "levels";
  else if ((fault = find_aliases_fault (names->aliases)) != NULL)
    *key = "aliases";
  else if ((fault = find_prefixes_fault (names->prefixes)) != NULL)
    *key = "prefixes";

  return fault;
}
