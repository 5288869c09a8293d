/* ktg-found-entry.c - what was found in the library of packs, as a program reads it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-found-entry.h"

static const KtgField fact_fields[] = {
  { "name", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFoundFact, name) },
  { "value", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFoundFact, value) },
  { "detail", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFoundFact, detail) },
};

KTG_DEFINE_RECORD (KtgFoundFact, ktg_found_fact, fact_fields)

static const KtgField entry_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFoundEntry, code) },
  { "part", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFoundEntry, part) },
  { "name", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFoundEntry, name) },
  { "group", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFoundEntry, group) },
  { "text", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFoundEntry, text) },
  { "facts",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgFoundEntry, facts),
    KTG_NEED_WRITTEN,
    .record = &ktg_found_fact_record },
  { "see", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgFoundEntry, see), KTG_NEED_WRITTEN },
};

KTG_DEFINE_RECORD (KtgFoundEntry, ktg_found_entry, entry_fields)

static const KtgField found_fields[] = {
  { "day", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgFound, day) },
  { "rules", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFound, rules) },
  { "entries",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgFound, entries),
    KTG_NEED_WRITTEN,
    .record = &ktg_found_entry_record },
};

KTG_DEFINE_RECORD (KtgFound, ktg_found, found_fields)

/**
 * ktg_found_new:
 * @day: "2024-11-12", as of which was looked
 * @rules: (nullable): the version of the rules that hold on it
 *
 * Returns: (transfer full): that nothing was found yet
 */
KtgFound *
ktg_found_new (const char *day, const char *rules)
{
  KtgFound *self = ktg_record_new (&ktg_found_record);

  self->day = g_strdup (day);
  self->rules = g_strdup (rules);
  return self;
}

/**
 * ktg_found_add:
 * @self: what was found
 * @code: of an entry
 * @part: where it stands
 * @name: what it is called
 *
 * Returns: (transfer none): it, with nothing else said
 */
KtgFoundEntry *
ktg_found_add (KtgFound *self, const char *code, const char *part, const char *name)
{
  KtgFoundEntry *entry = ktg_record_new (&ktg_found_entry_record);

  entry->code = g_strdup (code);
  entry->part = g_strdup (part);
  entry->name = g_strdup (name);
  g_ptr_array_add (self->entries, entry);
  return entry;
}

/**
 * ktg_found_entry_add_fact:
 * @self: an entry
 * @name: what is said
 * @value: its words
 * @detail: (nullable): what explains them
 *
 * Says it of the entry.
 */
void
ktg_found_entry_add_fact (KtgFoundEntry *self,
                          const char    *name,
                          const char    *value,
                          const char    *detail)
{
  KtgFoundFact *fact = ktg_record_new (&ktg_found_fact_record);

  fact->name = g_strdup (name);
  fact->value = g_strdup (value);
  fact->detail = g_strdup (detail);
  g_ptr_array_add (self->facts, fact);
}
