/* ktg-summary.c - the few words a list shows and searches of a report or draft
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-summary.h"

#include "ktg-chain.h"
#include "ktg-folded-text.h"

#include <string.h>

#define MAX_WORDS_CHARS 80

/* An office gives a report back for completion; a state of the procedure. */
#define NEEDS_COMPLETION "needs_completion"

/* A form asks whether something is suspected at all; a code of the forms' packs. */
#define FIELD_IS_SUSPECTED "has_violation"

struct _KtgSummary
{
  GObject parent_instance;

  KtgSummaryFields fields;
  char            *texts;  /* the strings of fields, in one piece */
  char            *folded; /* what is searched; made at the first search */
};

G_DEFINE_FINAL_TYPE (KtgSummary, ktg_summary, G_TYPE_OBJECT)

static const KtgField place_fields[] = {
  { "region", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, place_region) },
  { "words", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, place_words) },
};

static const KtgRecord place = KTG_GROUP (place_fields);

/* docs/STORE.md has the order of the texts, as they are sealed. */
static const KtgField summary_fields[] = {
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, id) },
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, uuid) },
  { "filing", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, filing) },
  { "state",
    KTG_FIELD_CHOICE,
    G_STRUCT_OFFSET (KtgSummaryFields, state),
    KTG_NEED_NONE,
    .names = ktg_state_names },
  { "amends", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, amends) },
  { "withdrawn",
    KTG_FIELD_FLAG,
    G_STRUCT_OFFSET (KtgSummaryFields, is_withdrawn),
    KTG_NEED_WRITTEN },
  { "not_proven",
    KTG_FIELD_CHOICE,
    G_STRUCT_OFFSET (KtgSummaryFields, trust),
    KTG_NEED_NONE,
    .names = ktg_trust_doubts },
  { "damaged", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgSummaryFields, is_damaged) },
  { "elsewhere", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgSummaryFields, is_filed_elsewhere) },
  { "violation", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, violation) },
  { "words", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, words) },
  { "who", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, who) },
  { "position", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, position) },
  { "place", KTG_FIELD_GROUP, .record = &place },
  { "happened", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, happened) },
  { "known", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, known) },
  { "case_state", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, case_state) },
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, thumbnail_sha256) },
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, searched) },
  { "kind", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, kind) },
  { "number", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, number) },
  { "on_behalf_of", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, on_behalf_of) },
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSummaryFields, suspected) },
  { "changed",
    KTG_FIELD_MOMENT_US,
    G_STRUCT_OFFSET (KtgSummaryFields, changed_us),
    KTG_NEED_WRITTEN },
  { "events", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgSummaryFields, n_events), KTG_NEED_WRITTEN },
  { "events_received",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgSummaryFields, n_events_received),
    KTG_NEED_WRITTEN },
  { "files_total", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgSummaryFields, n_files), KTG_NEED_WRITTEN },
  { "files_received",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgSummaryFields, n_files_received),
    KTG_NEED_WRITTEN },
  { "parked", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgSummaryFields, n_parked), KTG_NEED_WRITTEN },
  { "bytes_waiting",
    KTG_FIELD_NUMBER,
    G_STRUCT_OFFSET (KtgSummaryFields, bytes_waiting),
    KTG_NEED_WRITTEN },
};

KTG_DEFINE_RECORD (KtgSummaryFields, ktg_summary_fields, summary_fields)

/* The beginning of @text on one line, at most @max characters; NULL if it has no words. */
static char *
dup_first_words (const char *text, guint max)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean is_gap = FALSE;
  guint    n_chars = 0;

  for (const char *p = text; p != NULL && *p != '\0' && n_chars + is_gap < max;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          is_gap = line->len > 0;
          continue;
        }

      if (is_gap)
        g_string_append_c (line, ' ');

      g_string_append_unichar (line, c);
      n_chars += 1 + is_gap;
      is_gap = FALSE;
    }

  return line->len > 0 ? g_strdup (line->str) : NULL;
}

static char *
dup_thumbnail (const KtgReport *report)
{
  for (guint i = 0; i < report->evidence->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (report->evidence, i);

      if (evidence->preview_sha256 != NULL)
        return g_strdup (evidence->preview_sha256);
    }

  return NULL;
}

/* Of these there is a report only because something is suspected. */
static const char *const suspecting_kinds[]
    = { "public_report", "finding", "initial_information", NULL };

static gboolean
is_suspecting (const KtgReport *report)
{
  return (report->kind != NULL && g_strv_contains (suspecting_kinds, report->kind))
         || g_strcmp0 (ktg_values_get_text (report->values, FIELD_IS_SUSPECTED), KTG_VALUE_YES)
                == 0;
}

static char *
dup_suspected (const KtgReport *report)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < report->violations->len; i++)
    g_string_append_printf (codes,
                            "%s%s",
                            i > 0 ? " " : "",
                            (const char *)g_ptr_array_index (report->violations, i));

  return codes->len > 0 || is_suspecting (report) ? g_strdup (codes->str) : NULL;
}

static void
set_text (char **text, char *value)
{
  g_free (*text);
  *text = value;
}

static void
add_size (char **text, gpointer size_bytes)
{
  if (*text != NULL)
    *(gsize *)size_bytes += strlen (*text) + 1;
}

static void
move_in (char **text, gpointer end)
{
  char *start = *(char **)end;

  if (*text == NULL)
    return;

  *(char **)end = g_stpcpy (start, *text) + 1;
  *text = start;
}

/* Gives @fields, a bitwise copy, strings of its own, all in one piece of memory: ten thousand
 * records of a dozen short strings are half as large so. */
static char *
pack_texts (KtgSummaryFields *fields)
{
  gsize size_bytes = 0;
  char *piece, *end;

  ktg_record_visit_texts (&ktg_summary_fields_record, fields, add_size, &size_bytes);
  piece = end = g_malloc (size_bytes);
  ktg_record_visit_texts (&ktg_summary_fields_record, fields, move_in, &end);
  return piece;
}

static char *
fold_searched (const KtgSummaryFields *fields)
{
  const char *searched[] = {
    fields->words,        fields->who,         fields->position,     fields->violation,
    fields->place_region, fields->place_words, fields->happened,     fields->id,
    fields->searched,     fields->number,      fields->on_behalf_of,
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (searched); i++)
    if (searched[i] != NULL)
      g_string_append_printf (text, "%s\n", searched[i]);

  return ktg_folded_text_new (text->str);
}

/* A clock that was met in time, or does not run, comes after all others. */
static gint64
get_clock_us (const KtgSummaryFields *fields)
{
  return fields->state == KTG_STATE_DELIVERED || fields->state == KTG_STATE_COMPLETE
                 || fields->state == KTG_STATE_REPLACED
             ? G_MAXINT64
             : fields->due_us;
}

/* What needs the officer, then what is not at its office yet, then the rest. */
static int
rank (const KtgSummaryFields *fields)
{
  if (fields->state == KTG_STATE_PARKED || ktg_summary_fields_is_asked (fields))
    return 0;

  return fields->state == KTG_STATE_DRAFT || get_clock_us (fields) != G_MAXINT64 ? 1 : 2;
}

static int
compare_times (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static void
ktg_summary_finalize (GObject *object)
{
  KtgSummary *self = KTG_SUMMARY (object);

  g_clear_pointer (&self->texts, g_free);
  g_clear_pointer (&self->folded, g_free);

  G_OBJECT_CLASS (ktg_summary_parent_class)->finalize (object);
}

static void
ktg_summary_class_init (KtgSummaryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_summary_finalize;
}

static void
ktg_summary_init (KtgSummary *self)
{
}

/**
 * ktg_summary_new:
 * @fields: what it says; copied
 *
 * Returns: (transfer full): a summary that does not change but for its time limit: news of a report
 * is a new summary
 */
KtgSummary *
ktg_summary_new (const KtgSummaryFields *fields)
{
  KtgSummary *self = g_object_new (KTG_TYPE_SUMMARY, NULL);

  self->fields = *fields;
  self->texts = pack_texts (&self->fields);
  return self;
}

/**
 * ktg_summary_get:
 * @self: a summary
 *
 * Returns: (transfer none): what it says
 */
const KtgSummaryFields *
ktg_summary_get (KtgSummary *self)
{
  g_return_val_if_fail (KTG_IS_SUMMARY (self), NULL);

  return &self->fields;
}

/**
 * ktg_summary_set_due:
 * @self: a summary
 * @due_us: when the time to file it is over, by what the law says now
 */
void
ktg_summary_set_due (KtgSummary *self, gint64 due_us)
{
  self->fields.due_us = due_us;
}

/**
 * ktg_summary_fields_set_report:
 * @fields: fields whose words are replaced; what they held is freed
 * @report: the version to tell of
 *
 * Fills the words from @report. Counts, state and times of the store stay as they are.
 */
void
ktg_summary_fields_set_report (KtgSummaryFields *fields, const KtgReport *report)
{
  const KtgPerson *reported = ktg_report_get_person (report, KTG_PERSON_REPORTED);

  set_text (&fields->kind, g_strdup (report->kind));
  set_text (&fields->number, g_strdup (report->number));
  set_text (&fields->on_behalf_of, g_strdup (report->on_behalf_of));
  set_text (&fields->violation,
            report->violations->len > 0 ? g_strdup (g_ptr_array_index (report->violations, 0))
                                        : NULL);
  set_text (&fields->suspected, dup_suspected (report));
  set_text (&fields->words, dup_first_words (report->account, MAX_WORDS_CHARS));
  set_text (&fields->who, reported != NULL ? g_strdup (reported->name) : NULL);
  set_text (&fields->position, reported != NULL ? g_strdup (reported->position) : NULL);
  set_text (&fields->place_region, g_strdup (report->place_region));
  set_text (&fields->place_words, g_strdup (report->place_words));
  set_text (&fields->happened, g_strdup (report->happened));
  set_text (&fields->known, g_strdup (report->known));
  set_text (&fields->thumbnail_sha256, dup_thumbnail (report));
}

/**
 * ktg_summary_fields_set_searched:
 * @fields: fields whose words are replaced
 * @searched: (transfer full) (nullable): what the form of the report says it is found by
 *
 * Sets words that are searched and not shown.
 */
void
ktg_summary_fields_set_searched (KtgSummaryFields *fields, char *searched)
{
  set_text (&fields->searched, searched);
}

/**
 * ktg_summary_fields_get_clock:
 * @fields: of a report or draft
 *
 * Returns: what its clock hangs on, borrowed from @fields
 */
KtgClockFacts
ktg_summary_fields_get_clock (const KtgSummaryFields *fields)
{
  return (KtgClockFacts){ fields->kind, fields->place_region, fields->happened, fields->known };
}

/**
 * ktg_summary_fields_set_due:
 * @fields: fields with all their words
 * @pack: (nullable): what the law says; %NULL: not read yet
 *
 * Works out when the time to file it is over: of what the server has whole, and of an amendment,
 * never. A place without
 * a zone has that of Greenwich: this is for an order, and is not shown.
 */
void
ktg_summary_fields_set_due (KtgSummaryFields *fields, const KtgPack *pack)
{
  const KtgClockFacts facts = ktg_summary_fields_get_clock (fields);
  KtgDeadline         deadline;

  fields->due_us = G_MAXINT64;
  if (fields->state == KTG_STATE_COMPLETE || fields->state == KTG_STATE_REPLACED
      || fields->amends != NULL)
    return;

  if (pack != NULL ? ktg_report_clock_find (pack, &facts, 0, &deadline)
                   : ktg_deadline_reckon (&deadline,
                                          fields->known,
                                          KTG_ELECTION_REPORT_DAYS,
                                          KTG_DAY_KIND_UNKNOWN,
                                          0,
                                          NULL))
    fields->due_us = ktg_deadline_get_reading (&deadline)->ends_us;
}

/**
 * ktg_summary_fields_get_uuid:
 * @fields: of a report or draft
 *
 * Returns: (transfer none): the UUID it was filed under, or will be
 */
const char *
ktg_summary_fields_get_uuid (const KtgSummaryFields *fields)
{
  return fields->uuid != NULL ? fields->uuid : fields->id;
}

/**
 * ktg_summary_fields_get_name:
 * @fields: of a report or draft
 *
 * Returns: (transfer none): an id by which no other one here is meant
 */
const char *
ktg_summary_fields_get_name (const KtgSummaryFields *fields)
{
  return fields->filing != NULL ? fields->filing : fields->id;
}

/**
 * ktg_summary_fields_clear:
 * @fields: fields with texts of their own
 *
 * Frees the texts; nothing is said then.
 */
void
ktg_summary_fields_clear (KtgSummaryFields *fields)
{
  ktg_record_clear (&ktg_summary_fields_record, fields);
  memset (fields, 0, sizeof *fields);
}

/**
 * ktg_summary_has_words:
 * @self: a summary
 * @folded: what a person typed, from ktg_folded_text_new(): thousands are asked at each letter, and
 *   it is folded once for all
 *
 * Returns: %TRUE if every word of @folded occurs in what the summary says, whatever the case and
 *   the accents
 */
gboolean
ktg_summary_has_words (KtgSummary *self, const char *folded)
{
  g_return_val_if_fail (KTG_IS_SUMMARY (self), FALSE);
  g_return_val_if_fail (folded != NULL, FALSE);

  if (*folded == '\0')
    return TRUE;

  if (self->folded == NULL)
    self->folded = fold_searched (&self->fields);

  return ktg_folded_text_has_words (self->folded, folded);
}

/**
 * ktg_summary_fields_knows_files:
 * @fields: of a filed report
 *
 * Of what this device filed it owes each file that has no receipt. Of a report that was filed
 * elsewhere a file without a receipt here may be there or not.
 *
 * Returns: whether it is known which of its files the server has
 */
gboolean
ktg_summary_fields_knows_files (const KtgSummaryFields *fields)
{
  return !fields->is_filed_elsewhere || fields->n_files_received == fields->n_files;
}

/**
 * ktg_summary_fields_is_going:
 * @fields: of a report or draft
 *
 * Returns: whether something of it is still to come to the server from this device, and nobody has
 * to do anything for it
 */
gboolean
ktg_summary_fields_is_going (const KtgSummaryFields *fields)
{
  return fields->state == KTG_STATE_QUEUED
         || (fields->state == KTG_STATE_DELIVERED && ktg_summary_fields_knows_files (fields));
}

/**
 * ktg_summary_fields_is_asked:
 * @fields: of a report or draft
 *
 * Returns: whether the office gave it back, to be completed
 */
gboolean
ktg_summary_fields_is_asked (const KtgSummaryFields *fields)
{
  return !fields->is_withdrawn && g_strcmp0 (fields->case_state, NEEDS_COMPLETION) == 0;
}

/**
 * ktg_summary_compare:
 * @a: a summary
 * @b: another
 *
 * The list's order: what needs the officer, then the nearest deadline of what its office does not
 * have yet, draft or not, then the newest. No two different reports are equal.
 *
 * Returns: negative if @a stands first
 */
int
ktg_summary_compare (KtgSummary *a, KtgSummary *b)
{
  const KtgSummaryFields *x = &a->fields;
  const KtgSummaryFields *y = &b->fields;
  int                     order = rank (x) - rank (y);

  if (order == 0)
    order = compare_times (get_clock_us (x), get_clock_us (y));

  if (order == 0)
    order = compare_times (y->changed_us, x->changed_us);

  return order != 0 ? order : g_strcmp0 (x->id, y->id);
}
