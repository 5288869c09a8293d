/* ktg-timeline.c - what happened to a report, and who says so
 *
 * Each step names its witness: the clock of the device that filed it, the server's receipt, or who
 * of an office took it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-timeline.h"

#include "ktg-case-words.h"
#include "ktg-place-clock.h"

#include <glib/gi18n.h>
#include <ktg-shown-text.h>

static void
step_free (KtgTimelineStep *step)
{
  g_free (step->what);
  g_free (step->detail);
  g_free (step->when);
  g_free (step->who);
  g_free (step);
}

static void
add_step (GPtrArray      *steps,
          KtgTimelineMark mark,
          const char     *what,
          const char     *when,
          const char     *who)
{
  KtgTimelineStep *step = g_new0 (KtgTimelineStep, 1);

  step->mark = mark;
  step->what = ktg_shown_text_dup (what);
  step->when = g_strdup (when);
  step->who = g_strdup (who);
  g_ptr_array_add (steps, step);
}

/* What happened, and behind it what somebody wrote of it. */
static char *
dup_what (const char *name, const char *said)
{
  return said == NULL || *said == '\0' ? g_strdup (name) : g_strdup_printf ("%s: %s", name, said);
}

static const char *
get_event_receipt (const KtgReportHeld *held, guint i)
{
  const char *at = i < held->event_receipts->len ? g_ptr_array_index (held->event_receipts, i) : "";

  return at == NULL ? "" : at;
}

/* As whoever wrote it had it. */
static void
add_event (GPtrArray           *steps,
           KtgTimelineMark      mark,
           const char          *what,
           const KtgEvent      *event,
           const char          *who,
           const KtgPlaceClock *clock)
{
  g_autofree char *when = ktg_place_clock_dup_moment (clock, &event->at);

  add_step (steps, mark, what, when, who);
}

/* By the clock that its filer's device had. */
static void
add_filer_event (GPtrArray           *steps,
                 const KtgReportHeld *held,
                 const char          *what,
                 const KtgEvent      *event,
                 const KtgPlaceClock *clock)
{
  const char *who = ktg_summary_get (held->summary)->is_filed_elsewhere
                        ? _ ("by the clock of the device that filed it")
                        : _ ("by this device's clock");

  add_event (steps, KTG_MARK_DONE, what, event, who, clock);
}

/* It was written, and does not count: why not stands in the place of what it would mean. */
static void
doubt (GPtrArray *steps, const KtgHistoryEntry *entry)
{
  const KtgTrust   trust = entry->trust;
  KtgTimelineStep *step = g_ptr_array_index (steps, steps->len - 1);

  if (trust == KTG_TRUST_HELD)
    return;
  if (entry->is_taken)
    {
      g_free (step->detail);
      step->detail = g_strdup (_ ("It came late, and an office took it."));
      return;
    }

  step->mark = KTG_MARK_TO_COME;
  g_free (step->who);
  step->who = g_strdup (_ ("not proven"));
  g_free (step->detail);
  if (trust == KTG_TRUST_REVOKED)
    step->detail = g_strdup (_ ("It came after its author's device was revoked."));
  else if (trust == KTG_TRUST_UNSIGNED_FOR)
    step->detail = g_strdup (_ ("Its author, or whoever admitted them, may not do this."));
  else
    step->detail = g_strdup (_ ("Nobody who may has said who its author is."));
}

/* What came after the filing has a receipt of its own, and moves no time of the filing. */
static void
add_later_event (GPtrArray           *steps,
                 const KtgReportHeld *held,
                 guint                i,
                 const char          *name,
                 const KtgPlaceClock *clock)
{
  const KtgEvent  *event = ktg_history_get_entry (held->history, i)->event;
  const char      *at = get_event_receipt (held, i);
  g_autofree char *when = ktg_place_clock_dup (clock, at);
  g_autofree char *what = dup_what (name, event->reason);
  KtgTimelineStep *step;

  add_filer_event (steps, held, what, event, clock);
  step = g_ptr_array_index (steps, steps->len - 1);
  if (*at != '\0')
    step->detail = g_strdup_printf (_ ("Received by the server: %s (the server's receipt)"), when);
  else if (ktg_summary_get (held->summary)->n_events_received
           < ktg_summary_get (held->summary)->n_events)
    {
      step->mark = KTG_MARK_UNDER_WAY;
      step->detail = g_strdup (_ ("Waits to be received by the server"));
    }
}

/* A step that does not count is there, and says why. */
static void
add_office_step (GPtrArray           *steps,
                 const KtgCase       *folded,
                 const KtgCaseEntry  *entry,
                 const KtgFormReader *reader,
                 const KtgPlaceClock *clock)
{
  const KtgEvent  *event = entry->event;
  g_autofree char *who = ktg_case_words_dup_author (entry, reader);
  g_autofree char *what
      = dup_what (ktg_case_words_get_step (entry->step, event->step->code, reader),
                  event->step->reason);
  gboolean counts = entry->verdict == KTG_CASE_COUNTS;

  add_event (steps, counts ? KTG_MARK_DONE : KTG_MARK_TO_COME, what, event, who, clock);
  ((KtgTimelineStep *)g_ptr_array_index (steps, steps->len - 1))->detail
      = ktg_case_words_dup_standing (folded, entry, reader);
}

static void
add_notes (GPtrArray           *steps,
           const KtgCase       *folded,
           const KtgFormReader *reader,
           const KtgPlaceClock *clock)
{
  g_autoptr (GPtrArray) notes = ktg_case_list (folded, KTG_EVENT_NOTE);

  for (guint i = 0; i < notes->len; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (notes, i);
      g_autofree char    *who = ktg_case_words_dup_author (entry, reader);
      g_autofree char    *what = dup_what (_ ("Note"), entry->event->note);
      gboolean            counts = entry->verdict == KTG_CASE_COUNTS;

      add_event (steps, counts ? KTG_MARK_DONE : KTG_MARK_TO_COME, what, entry->event, who, clock);
      ((KtgTimelineStep *)g_ptr_array_index (steps, steps->len - 1))->detail
          = ktg_case_words_dup_verdict (entry->verdict, NULL, NULL, reader);
    }
}

static void
add_later_events (GPtrArray *steps, const KtgReportHeld *held, const KtgPlaceClock *clock)
{
  for (guint i = 0; i < ktg_history_get_n_entries (held->history); i++)
    {
      const KtgHistoryEntry *entry = ktg_history_get_entry (held->history, i);
      const KtgEvent        *event = entry->event;

      if (event->kind == KTG_EVENT_AMENDED)
        add_later_event (steps, held, i, _ ("Amended"), clock);
      else if (event->kind == KTG_EVENT_WITHDRAWN)
        add_later_event (steps, held, i, _ ("Withdrawn"), clock);
      else if (event->kind == KTG_EVENT_OTHER)
        add_filer_event (steps, held, event->type, event, clock);
      else
        continue;
      doubt (steps, entry);
    }
}

/* The receipt of the event that filed it, which no later one moves. */
static const char *
add_filings (GPtrArray *steps, const KtgReportHeld *held, const KtgPlaceClock *clock)
{
  gboolean    is_of_another = ktg_summary_get (held->summary)->is_filed_elsewhere;
  const char *what = is_of_another ? _ ("Filed by its officer") : _ ("Put in the queue");
  const char *received = "";

  for (guint i = 0; i < ktg_history_get_n_entries (held->history); i++)
    {
      const KtgHistoryEntry *entry = ktg_history_get_entry (held->history, i);

      if (entry->event->kind != KTG_EVENT_FILED)
        continue;
      add_filer_event (steps, held, what, entry->event, clock);
      doubt (steps, entry);
      if (*received == '\0')
        received = get_event_receipt (held, i);
    }

  return received;
}

static void
add_text_step (GPtrArray           *steps,
               const KtgReportHeld *held,
               const char          *received,
               const KtgPlaceClock *clock)
{
  const KtgSummaryFields *fields = ktg_summary_get (held->summary);
  g_autofree char        *when = ktg_place_clock_dup (clock, received);

  if (*received == '\0' && fields->n_events_received < fields->n_events)
    add_step (steps, KTG_MARK_UNDER_WAY, _ ("Text received by the server"), "", _ ("waiting"));
  else
    add_step (steps,
              KTG_MARK_DONE,
              _ ("Text received by the server"),
              when,
              *received == '\0' && fields->is_filed_elsewhere
                  /* Translators: of a text that the server received */
                  ? _ ("this device has it from there")
                  : _ ("the server's receipt"));
}

static void
add_files_step (GPtrArray *steps, const KtgReportHeld *held, const KtgPlaceClock *clock)
{
  const KtgSummaryFields *fields = ktg_summary_get (held->summary);
  const char             *newest = "";
  g_autofree char        *what = NULL;
  g_autofree char        *when = NULL;

  if (fields->n_files == 0 || !ktg_summary_fields_knows_files (fields))
    return;

  what = g_strdup_printf (_ ("Evidence received, %u of %u files"),
                          fields->n_files_received,
                          fields->n_files);

  if (fields->n_files_received < fields->n_files)
    {
      add_step (steps,
                fields->n_files_received > 0 ? KTG_MARK_UNDER_WAY : KTG_MARK_TO_COME,
                what,
                "",
                _ ("waiting"));
      return;
    }

  for (guint i = 0; i < held->files->len; i++)
    {
      const KtgFileHeld *file = g_ptr_array_index (held->files, i);

      if (!file->is_preview && g_strcmp0 (file->receipt_at, newest) > 0)
        newest = file->receipt_at;
    }

  when = ktg_place_clock_dup (clock, newest);
  add_step (steps, KTG_MARK_DONE, what, when, _ ("the server's receipt"));
}

/* Nothing of it came to the server, and nothing of it will. */
static void
add_replaced_step (GPtrArray *steps)
{
  add_step (steps, KTG_MARK_DONE, _ ("Refused by the server"), "", _ ("filed anew"));
}

/* The last one that counts, or NULL. */
static KtgTimelineStep *
add_office_steps (GPtrArray           *steps,
                  const KtgCase       *folded,
                  const KtgFormReader *reader,
                  const KtgPlaceClock *clock)
{
  GPtrArray       *taken = ktg_case_get_steps (folded);
  KtgTimelineStep *last = NULL;

  for (guint i = 0; i < taken->len; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (taken, i);

      add_office_step (steps, folded, entry, reader, clock);
      if (entry->is_head)
        last = g_ptr_array_index (steps, steps->len - 1);
    }

  add_notes (steps, folded, reader, clock);
  return last;
}

/* The office's last word is not done before the officer did what it asks for. */
static void
mark_asked (KtgTimelineStep *last, const KtgSummaryFields *fields)
{
  if (ktg_summary_fields_is_asked (fields))
    last->mark = KTG_MARK_ASKS;
}

/**
 * ktg_timeline_new:
 * @held: what is known of a report
 * @reader: what codes mean
 * @utc_offset_s: of this computer, seconds east of UTC
 *
 * Whoever says so, each moment is said by the clock of the report's place.
 *
 * Returns: (transfer full) (element-type KtgTimelineStep): the steps, in order
 */
GPtrArray *
ktg_timeline_new (const KtgReportHeld *held, const KtgFormReader *reader, int utc_offset_s)
{
  const KtgPlaceClock clock
      = ktg_place_clock_of (reader->pack, ktg_summary_get (held->summary), utc_offset_s);
  GPtrArray       *steps = g_ptr_array_new_with_free_func ((GDestroyNotify)step_free);
  gboolean         is_replaced = ktg_summary_get (held->summary)->state == KTG_STATE_REPLACED;
  const char      *received = add_filings (steps, held, &clock);
  KtgTimelineStep *last = NULL;

  if (is_replaced)
    add_replaced_step (steps);
  else
    {
      add_text_step (steps, held, received, &clock);
      add_files_step (steps, held, &clock);
    }

  add_later_events (steps, held, &clock);
  if (held->folded != NULL)
    last = add_office_steps (steps, held->folded, reader, &clock);
  if (last != NULL)
    mark_asked (last, ktg_summary_get (held->summary));
  else if (!is_replaced && !ktg_history_is_withdrawn (held->history))
    add_step (steps, KTG_MARK_TO_COME, _ ("Initial review"), "", _ ("by the office"));

  return steps;
}
