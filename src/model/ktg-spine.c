/* ktg-spine.c - the places of a report that a field of a form can be bound to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-spine.h"

#include <string.h>

/* A text of a record, and what the packs call it. */
typedef struct
{
  const char *name;
  gsize       offset;
} Place;

static const Place report_places[] = {
  { "kind", G_STRUCT_OFFSET (KtgReport, kind) },
  { "place.region", G_STRUCT_OFFSET (KtgReport, place_region) },
  { "place.words", G_STRUCT_OFFSET (KtgReport, place_words) },
  { "place.class", G_STRUCT_OFFSET (KtgReport, place_class) },
  { "times.happened", G_STRUCT_OFFSET (KtgReport, happened) },
  { "times.known", G_STRUCT_OFFSET (KtgReport, known) },
  { "times.filed", G_STRUCT_OFFSET (KtgReport, filed) },
  { "phase", G_STRUCT_OFFSET (KtgReport, phase) },
  { "openness", G_STRUCT_OFFSET (KtgReport, openness) },
  { "account", G_STRUCT_OFFSET (KtgReport, account) },
};

static const Place evidence_places[] = {
  { "evidence", G_STRUCT_OFFSET (KtgEvidence, original_name) },
  { "evidence.sha256", G_STRUCT_OFFSET (KtgEvidence, sha256) },
};

static const char *const role_places[] = {
  [KTG_PERSON_REPORTED] = "persons.reported",
  [KTG_PERSON_REPORTER] = "persons.reporter",
  [KTG_PERSON_WITNESS] = "persons.witness",
};

/* The role is what a person is of, and no part of the person. */
static const KtgField *
find_part (const char *name)
{
  for (guint i = 0; i < ktg_person_record.n_fields; i++)
    {
      const KtgField *field = &ktg_person_record.fields[i];

      if (field->type == KTG_FIELD_TEXT && strcmp (field->key, name) == 0)
        return field;
    }

  return NULL;
}

static const Place *
find_place (const Place *places, gsize n_places, const char *name)
{
  for (gsize i = 0; i < n_places; i++)
    if (strcmp (places[i].name, name) == 0)
      return &places[i];

  return NULL;
}

/* "persons.reporter.address" into the role and the part, "" if the whole person is meant. */
static gboolean
split_person (const char *spine, KtgPersonRole *role, const char **part)
{
  for (gsize i = 0; i < G_N_ELEMENTS (role_places); i++)
    {
      gsize length = strlen (role_places[i]);

      if (strncmp (spine, role_places[i], length) != 0
          || (spine[length] != '\0' && spine[length] != '.'))
        continue;

      *role = (KtgPersonRole)i;
      *part = spine + length + (spine[length] == '.' ? 1 : 0);
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_person_place (const char *spine)
{
  KtgPersonRole role;
  const char   *part;

  return split_person (spine, &role, &part) && (*part == '\0' || ktg_spine_is_person_part (part));
}

static void
add_text (GPtrArray *texts, const char *text)
{
  if (text != NULL && *text != '\0')
    g_ptr_array_add (texts, g_strdup (text));
}

/* Of a whole person the name; of a part, that of the first person of the role. */
static void
add_persons (GPtrArray *texts, const char *spine, const KtgReport *report)
{
  KtgPersonRole role;
  const char   *part;

  if (!split_person (spine, &role, &part))
    return;

  if (*part != '\0')
    add_text (texts, ktg_spine_get_person_part (ktg_report_get_person (report, role), part));

  for (guint i = 0; *part == '\0' && i < report->persons->len; i++)
    {
      const KtgPerson *person = g_ptr_array_index (report->persons, i);

      if (person->role == role)
        add_text (texts, person->name);
    }
}

static void
add_array (GPtrArray *texts, const GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    add_text (texts, g_ptr_array_index (from, i));
}

static void
add_evidence (GPtrArray *texts, const Place *place, const KtgReport *report)
{
  for (guint i = 0; i < report->evidence->len; i++)
    add_text (texts,
              G_STRUCT_MEMBER (char *, g_ptr_array_index (report->evidence, i), place->offset));
}

static void
add_number (GPtrArray *texts, int number)
{
  if (number > 0)
    g_ptr_array_add (texts, g_strdup_printf ("%d", number));
}

/**
 * ktg_spine_is_known:
 * @spine: what a pack calls a place of a report
 *
 * Returns: %TRUE if there is such a place
 */
gboolean
ktg_spine_is_known (const char *spine)
{
  static const char *const others[]
      = { "ballot_number", "place.polling_place", "violations", "tags", NULL };

  return g_strv_contains (others, spine) || is_person_place (spine)
         || find_place (report_places, G_N_ELEMENTS (report_places), spine) != NULL
         || find_place (evidence_places, G_N_ELEMENTS (evidence_places), spine) != NULL;
}

/**
 * ktg_spine_is_person_part:
 * @part: what a pack calls a part of a person
 *
 * Returns: %TRUE if a person has such a part
 */
gboolean
ktg_spine_is_person_part (const char *part)
{
  return find_part (part) != NULL;
}

/**
 * ktg_spine_find_role:
 * @spine: a place of a report
 * @role: (out): whose place it is
 *
 * Returns: whether whole persons stand there, and no part of one
 */
gboolean
ktg_spine_find_role (const char *spine, KtgPersonRole *role)
{
  KtgPersonRole found;
  const char   *part;

  if (!split_person (spine, &found, &part) || *part != '\0')
    return FALSE;

  *role = found;
  return TRUE;
}

/**
 * ktg_spine_get_person_part:
 * @person: (nullable): somebody
 * @part: "name", "address" …
 *
 * Returns: (transfer none) (nullable): that part
 */
const char *
ktg_spine_get_person_part (const KtgPerson *person, const char *part)
{
  const KtgField *field = find_part (part);

  return person != NULL && field != NULL ? G_STRUCT_MEMBER (char *, person, field->offset) : NULL;
}

/**
 * ktg_spine_dup_texts:
 * @spine: a place of a report
 * @report: a report
 *
 * Returns: (transfer full) (element-type utf8): what stands there as it stands: codes, times, names
 * of persons and of files; empty if nothing does
 */
GPtrArray *
ktg_spine_dup_texts (const char *spine, const KtgReport *report)
{
  GPtrArray   *texts = g_ptr_array_new_with_free_func (g_free);
  const Place *text = find_place (report_places, G_N_ELEMENTS (report_places), spine);
  const Place *file = find_place (evidence_places, G_N_ELEMENTS (evidence_places), spine);

  if (text != NULL)
    add_text (texts, G_STRUCT_MEMBER (char *, report, text->offset));
  else if (file != NULL)
    add_evidence (texts, file, report);
  else if (strcmp (spine, "violations") == 0)
    add_array (texts, report->violations);
  else if (strcmp (spine, "tags") == 0)
    add_array (texts, report->tags);
  else if (strcmp (spine, "ballot_number") == 0)
    add_number (texts, report->ballot_number);
  else if (strcmp (spine, "place.polling_place") == 0)
    add_number (texts, report->polling_place);
  else
    add_persons (texts, spine, report);

  return texts;
}

/**
 * ktg_spine_is_said:
 * @spine: a place of a report
 * @report: a report
 *
 * Returns: %TRUE if something stands there that is not only blanks
 */
gboolean
ktg_spine_is_said (const char *spine, const KtgReport *report)
{
  g_autoptr (GPtrArray) texts = ktg_spine_dup_texts (spine, report);

  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *bare = g_strstrip (g_strdup (g_ptr_array_index (texts, i)));

      if (*bare != '\0')
        return TRUE;
    }

  return FALSE;
}
