/* ktg-sentences.c - how a report, a file or a server stands, said to a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sentences.h"

#include "ktg-dates.h"
#include "ktg-office-state.h"
#include "ktg-trouble.h"

#include <glib/gi18n.h>
#include <ktg-moment.h>

/* The law leaves seven; what is left must do to bring it there by another way. */
#define RELAY_DAYS 3
/* A week out of reach is ordinary, and then the way home. */
#define ROLES_DAYS 9
#define NO_BREAK_SPACE "\302\240"

typedef struct
{
  KtgConditions condition;
  const char   *sentence;
} ConditionSentence;

static const ConditionSentence missing_sentences[] = {
  { KTG_CONDITION_REPORTER, N_ ("who reports it, with an address") },
  { KTG_CONDITION_REPORTED, N_ ("who is reported") },
  { KTG_CONDITION_IN_TIME, N_ ("the date it was known, within the legal days") },
  { KTG_CONDITION_TIME_AND_PLACE, N_ ("when and where it happened") },
  { KTG_CONDITION_ACCOUNT, N_ ("what happened, in your words") },
  { KTG_CONDITION_EVIDENCE, N_ ("a photo or other evidence") },
};

static char *
write_size (guint64 size_bytes)
{
  guint64 tenths;

  if (size_bytes < 1000)
    return g_strdup_printf (_ ("%u B"), (guint)size_bytes);

  if (size_bytes < 1000 * 1000)
    return g_strdup_printf (_ ("%u KB"), (guint)((size_bytes + 500) / 1000));

  tenths = (size_bytes + 50 * 1000) / (100 * 1000);

  if (tenths >= 10000)
    return g_strdup_printf (_ ("%u GB"), (guint)((tenths + 5000) / 10000));

  /* Translators: megabytes, with one decimal; put your decimal mark between the two numbers */
  return g_strdup_printf (_ ("%u.%u MB"), (guint)(tenths / 10), (guint)(tenths % 10));
}

/**
 * ktg_sentences_dup_size:
 * @size_bytes: how much
 *
 * Returns: "512 B", "12 KB", "6.1 MB"; no line breaks between number and unit
 */
char *
ktg_sentences_dup_size (guint64 size_bytes)
{
  g_autofree char *size = write_size (size_bytes);
  g_auto (GStrv) parts = g_strsplit (size, " ", -1);

  return g_strjoinv (NO_BREAK_SPACE, parts);
}

/**
 * ktg_sentences_dup_files:
 * @n_files: how many photos or files
 * @size_bytes: of all of them
 *
 * Returns: "3 files, 6.1 MB"
 */
char *
ktg_sentences_dup_files (guint n_files, guint64 size_bytes)
{
  g_autofree char *size = ktg_sentences_dup_size (size_bytes);

  /* Translators: photos or files, their size */
  return g_strdup_printf (ngettext ("%u file, %s", "%u files, %s", n_files), n_files, size);
}

/**
 * ktg_sentences_dup_duration:
 * @seconds: how long, not negative
 *
 * Returns: "40 seconds", "3 minutes", "2 hours", or days from two on where they are whole ones
 */
char *
ktg_sentences_dup_duration (gint64 seconds)
{
  guint minutes = (guint)((seconds + 59) / 60);
  guint hours = (minutes + 59) / 60;

  if (seconds < 60)
    return g_strdup_printf (ngettext ("%u second", "%u seconds", (gulong)seconds), (guint)seconds);

  if (minutes < 90)
    return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);

  if (hours >= 48 && hours % 24 == 0)
    return g_strdup_printf (ngettext ("%u day", "%u days", hours / 24), hours / 24);

  return g_strdup_printf (ngettext ("%u hour", "%u hours", hours), hours);
}

/**
 * ktg_sentences_dup_error:
 * @error: of the store, the sync or the photo room
 *
 * Returns: what happened, what is safe and what to do
 */
char *
ktg_sentences_dup_error (const GError *error)
{
  KtgTrouble trouble = ktg_trouble_of_error (error);

  return ktg_trouble_dup_words (&trouble);
}

/**
 * ktg_sentences_dup_file_error:
 * @error: why a photo or document could not be added to a draft
 *
 * Returns: what happened, that the words are safe, what to do
 */
char *
ktg_sentences_dup_file_error (const GError *error)
{
  KtgTrouble trouble = ktg_trouble_of_file_error (error);

  return ktg_trouble_dup_words (&trouble);
}

/**
 * ktg_sentences_dup_refusal:
 * @problem_type: (nullable): as the server, or the engine of this device, named it
 *
 * Returns: why it is parked, and what the officer can do
 */
char *
ktg_sentences_dup_refusal (const char *problem_type)
{
  KtgTrouble trouble = ktg_trouble_of_refusal (problem_type);

  return ktg_trouble_dup_words (&trouble);
}

/**
 * ktg_sentences_dup_amendment:
 * @number: (nullable): short, of the report that is amended
 *
 * Returns: what a draft of a new version of it is called
 */
char *
ktg_sentences_dup_amendment (const char *number)
{
  /* Translators: a draft of a new version of a report; its short number follows */
  return number != NULL ? g_strdup_printf (_ ("Amendment of %s"), number)
                        : g_strdup (_ ("Amendment"));
}

static const char *
get_case_state (const KtgSummaryFields *fields, const KtgPack *pack)
{
  return ktg_office_state_get_name (pack, fields->case_state);
}

static char *
dup_delivered_state (const KtgSummaryFields *fields, const KtgPack *pack)
{
  const char *name
      = fields->case_state != NULL && pack != NULL ? get_case_state (fields, pack) : NULL;

  if (!ktg_summary_fields_knows_files (fields))
    return g_strdup (name != NULL ? name : _ ("Text received"));
  if (name != NULL)
    /* Translators: how the office has it, and so many of so many files */
    return g_strdup_printf (_ ("%s · %u/%u files"),
                            name,
                            fields->n_files_received,
                            fields->n_files);
  /* Translators: the text is on the server, and so many of so many files */
  return g_strdup_printf (_ ("Text received · %u/%u files"),
                          fields->n_files_received,
                          fields->n_files);
}

static char *
dup_how_far (const KtgSummaryFields *fields, const KtgPack *pack)
{
  if (fields->is_damaged)
    return g_strdup (_ ("Damaged; it was not deleted"));
  if (fields->is_withdrawn)
    return g_strdup (_ ("Withdrawn"));
  if (ktg_summary_fields_is_asked (fields))
    return g_strdup (_ ("The office asks for more"));

  switch (fields->state)
    {
    case KTG_STATE_DRAFT:
      return fields->amends != NULL ? ktg_sentences_dup_amendment (fields->number)
                                    : g_strdup (_ ("Draft"));
    case KTG_STATE_QUEUED:
      return g_strdup (_ ("Waiting"));
    case KTG_STATE_DELIVERED:
      return dup_delivered_state (fields, pack);
    case KTG_STATE_COMPLETE:
      return g_strdup (fields->case_state != NULL && pack != NULL ? get_case_state (fields, pack)
                                                                  : _ ("Complete"));
    case KTG_STATE_PARKED:
      return g_strdup (_ ("Needs action"));
    case KTG_STATE_REPLACED:
      return g_strdup (_ ("Filed anew"));
    }

  return g_strdup ("");
}

/**
 * ktg_sentences_dup_state:
 * @fields: of one report or draft
 * @pack: (nullable): what the office's states are called
 *
 * Returns: its state in a few words, for a list: how far it came, as far as that is known here, and
 * once all of it is there, how the office has it; first of all that it is not proven whose it is
 */
char *
ktg_sentences_dup_state (const KtgSummaryFields *fields, const KtgPack *pack)
{
  g_autofree char *far = dup_how_far (fields, pack);

  if (fields->trust == KTG_TRUST_HELD)
    return g_steal_pointer (&far);

  return g_strdup_printf ("%s · %s", _ ("not proven"), far);
}

static char *
dup_delivered (const KtgSummaryFields *fields)
{
  if (ktg_summary_fields_knows_files (fields))
    return g_strdup_printf (_ ("The server has the text, and %u of %u files."),
                            fields->n_files_received,
                            fields->n_files);

  return g_strdup_printf (ngettext ("The server has the text. Whether its %u file is there, too, "
                                    "is not known on this device.",
                                    "The server has the text. Whether its %u files are there, too, "
                                    "is not known on this device.",
                                    fields->n_files),
                          fields->n_files);
}

/**
 * ktg_sentences_dup_delivery:
 * @fields: of one filed report
 * @is_enrolled: whether this device may send; what only waits for a signal does so by itself
 *
 * Returns: a sentence that says what of it is safe where
 */
char *
ktg_sentences_dup_delivery (const KtgSummaryFields *fields, gboolean is_enrolled)
{
  switch (fields->state)
    {
    case KTG_STATE_DRAFT:
      return g_strdup (_ ("Only on this device, and not filed yet."));
    case KTG_STATE_QUEUED:
      return g_strdup (
          is_enrolled
              ? _ ("Filed and safe on this device. It is sent by itself when there is a signal.")
              : _ (
                  "Filed and safe on this device. To be sent it needs the code from your office."));
    case KTG_STATE_DELIVERED:
      return dup_delivered (fields);
    case KTG_STATE_COMPLETE:
      return g_strdup (_ ("The server has everything: the text and every file."));
    case KTG_STATE_PARKED:
      return g_strdup (_ ("A part of it could not be sent. Nothing else is held up by it."));
    case KTG_STATE_REPLACED:
      return g_strdup (_ ("It was refused and filed anew. This one stays here to be read."));
    }

  return g_strdup ("");
}

/**
 * ktg_sentences_get_filed:
 * @amends: whether it is a new version of a report
 * @is_enrolled: whether this device may send; nothing is promised that it does not do yet
 *
 * Returns: what is said at the moment of filing
 */
const char *
ktg_sentences_get_filed (gboolean amends, gboolean is_enrolled)
{
  if (is_enrolled)
    return amends ? _ ("The amendment is filed. It is safe here and is sent by itself.")
                  : _ ("Filed. It is safe here and is sent by itself.");

  return amends ? _ ("The amendment is filed and safe here. To be sent it needs the code from your "
                     "office.")
                : _ ("Filed and safe here. To be sent it needs the code from your office.");
}

/**
 * ktg_sentences_dup_days_left:
 * @days_left: legal days after today in which it may still be filed
 *
 * Returns: "3 days left", "last day today", "2 days over"
 */
char *
ktg_sentences_dup_days_left (int days_left)
{
  if (days_left == 0)
    return g_strdup (_ ("last day today"));

  if (days_left > 0)
    return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong)days_left), days_left);

  return g_strdup_printf (ngettext ("%d day over", "%d days over", (gulong)-days_left), -days_left);
}

static const char *
get_missing (KtgConditions met, const ConditionSentence *missing)
{
  if (missing->condition == KTG_CONDITION_IN_TIME && (met & KTG_CONDITION_IN_TIME_PERHAPS) != 0)
    return _ ("the time limit: it is in time only if working days count");

  return _ (missing->sentence);
}

/**
 * ktg_sentences_dup_missing:
 * @met: the conditions that are met
 *
 * Returns: a list of what the office will miss, one a line; empty if nothing
 */
char *
ktg_sentences_dup_missing (KtgConditions met)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (missing_sentences); i++)
    {
      if ((met & missing_sentences[i].condition) == 0)
        g_string_append_printf (list,
                                "%s• %s",
                                list->len > 0 ? "\n" : "",
                                get_missing (met, &missing_sentences[i]));
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
dup_again (guint n_again)
{
  return g_strdup_printf (
      ngettext ("The server was put back to an earlier state. %u report is sent to it again, or "
                "confirmed by it.",
                "The server was put back to an earlier state. %u reports are sent to it again, or "
                "confirmed by it.",
                n_again),
      n_again);
}

/* NULL where none waits there for so long. Whether the relay brought them is not known: its word is
 * not heard where this device is let in no more. */
static char *
dup_late_relay (const KtgServerNotes *notes, gint64 now_us)
{
  gint64 at_us;
  guint  n_days;

  if (notes->n_relayed == 0 || !ktg_moment_parse_server_time (notes->relayed_at, &at_us)
      || now_us - at_us < RELAY_DAYS * G_TIME_SPAN_DAY)
    return NULL;

  n_days = (guint)((now_us - at_us) / G_TIME_SPAN_DAY);
  return g_strdup_printf (
      ngettext ("For %u day the centre has not confirmed reports that the relay has. Call your "
                "office, or take them to the centre on a stick.",
                "For %u days the centre has not confirmed reports that the relay has. Call your "
                "office, or take them to the centre on a stick.",
                n_days),
      n_days);
}

/* NULL where it is known of these days, or no server ever said it. Nobody else can say that a
 * revocation is being withheld. */
static char *
dup_old_roles (const KtgServerNotes *notes, gint64 now_us, int utc_offset_s)
{
  g_autofree char *day = NULL;

  if (notes->roles_at_us == 0 || now_us - notes->roles_at_us <= ROLES_DAYS * G_TIME_SPAN_DAY)
    return NULL;

  day = ktg_dates_dup_day (notes->roles_at_us, utc_offset_s);
  /* Translators: a date */
  return g_strdup_printf (_ ("Who has which role is known as of %s. Sync with the centre, or call "
                             "your office: since then somebody may have been revoked."),
                          day);
}

/**
 * ktg_sentences_dup_server_notice:
 * @notes: (nullable): what the store knows of a server that was put back, contradicts itself, is a
 *   relay that brings nothing to the centre, or has long said nothing of roles
 * @now_us: the present, µs since the epoch
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: (transfer full) (nullable): the sentences, a line each; %NULL where there is nothing to
 *   say
 */
char *
ktg_sentences_dup_server_notice (const KtgServerNotes *notes, gint64 now_us, int utc_offset_s)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  KtgTrouble alarm;
  char      *late;
  char      *old;

  if (notes != NULL && notes->n_again > 0)
    g_ptr_array_add (lines, dup_again (notes->n_again));
  if (notes != NULL && (late = dup_late_relay (notes, now_us)) != NULL)
    g_ptr_array_add (lines, late);
  for (guint i = 0; notes != NULL && i < notes->alarms->len; i++)
    if (ktg_trouble_of_alarm (g_ptr_array_index (notes->alarms, i), &alarm))
      g_ptr_array_add (lines, ktg_trouble_dup_words (&alarm));
  if (notes != NULL && (old = dup_old_roles (notes, now_us, utc_offset_s)) != NULL)
    g_ptr_array_add (lines, old);
  if (lines->len == 0)
    return NULL;

  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}
