/* ktg-record-merge.c - what one record says, put into another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-record.h"

#include "ktg-values.h"

static void
take_value (KtgValues *into, const KtgValues *from, const char *code)
{
  switch (ktg_values_get_kind (from, code))
    {
    case KTG_VALUE_TEXT:
      ktg_values_set_text (into, code, ktg_values_get_text (from, code));
      break;
    case KTG_VALUE_LIST:
      ktg_values_set_list (into, code, ktg_values_get_list (from, code));
      break;
    case KTG_VALUE_ROWS:
      ktg_values_set_rows (into, code, ktg_values_get_rows (from, code));
      break;
    case KTG_VALUE_OTHER:
      ktg_values_set_other (into, code, ktg_values_get_other (from, code));
      break;
    case KTG_VALUE_NONE:
      break;
    }
}

static void
take_values (KtgValues *into, const KtgValues *from)
{
  for (guint i = 0; i < ktg_values_get_n (from); i++)
    take_value (into, from, ktg_values_get_code (from, i));
}

/* What @from had is @into's, and the other way round: each frees what it has. */
static void
swap_pointers (gpointer *into, gpointer *from)
{
  gpointer kept = *into;

  *into = *from;
  *from = kept;
}

static void
take_field (const KtgField *field, gpointer into, gpointer from)
{
  gpointer *here = G_STRUCT_MEMBER_P (into, field->offset);
  gpointer *there = G_STRUCT_MEMBER_P (from, field->offset);

  switch (field->type)
    {
    case KTG_FIELD_GROUP:
      ktg_record_take_said (field->record, here, there);
      break;
    case KTG_FIELD_VALUES:
      take_values (*here, *there);
      break;
    case KTG_FIELD_COUNT:
      if (*(int *)there != 0)
        *(int *)here = *(int *)there;
      break;
    case KTG_FIELD_TEXTS:
    case KTG_FIELD_RECORDS:
      if (((GPtrArray *)*there)->len > 0)
        swap_pointers (here, there);
      break;
    default:
      if (ktg_field_is_text (field) && *there != NULL)
        swap_pointers (here, there);
      break;
    }
}

/**
 * ktg_record_take_said:
 * @self: a description, of a report or of a part of it
 * @into: a record
 * @from: another, of which only to be freed is left
 *
 * What @from says takes the place of what @into said there; an empty text takes it away, a list
 * that says something is another list. Of what @from does not name @into keeps all.
 */
void
ktg_record_take_said (const KtgRecord *self, gpointer into, gpointer from)
{
  for (guint i = 0; i < self->n_fields; i++)
    take_field (&self->fields[i], into, from);
}
