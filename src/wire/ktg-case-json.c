/* ktg-case-json.c - a case as the programs print it with --json, and the values of a step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-json.h"

#include "ktg-due-json.h"
#include "ktg-json-values.h"
#include "ktg-record-write.h"

/* --- who said it --- */

static void
write_author (KtgJsonWriter *writer, const KtgCaseEntry *entry)
{
  const KtgStanding *standing = &entry->standing;
  g_autofree char   *at = ktg_moment_dup_wall (&entry->event->at);

  ktg_json_writer_put_text (writer, "id", entry->event_id);
  ktg_json_writer_put_text (writer, "author", entry->event->author);
  if (standing->belief != KTG_BELIEF_UNKNOWN)
    {
      ktg_json_writer_put_text (writer, "officer", standing->officer);
      ktg_json_writer_put_text (writer, "role", ktg_role_get_name (standing->role));
      ktg_json_writer_put_text (writer, "level", ktg_level_get_name (standing->level));
      ktg_json_writer_put_needed_text (writer, "region", standing->region);
    }
  ktg_json_writer_put_text (writer, "at", at);
}

/* --- the steps --- */

static void
write_heads (KtgJsonWriter *writer, const KtgCase *folded)
{
  GPtrArray *heads = ktg_case_get_heads (folded);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < heads->len; i++)
    g_ptr_array_add (ids, ((KtgCaseEntry *)g_ptr_array_index (heads, i))->event_id);
  ktg_json_writer_put_text_array (writer, "heads", ids);
}

static void
write_step (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgCaseEntry *entry = element;

  write_author (writer, entry);
  ktg_json_writer_put_text (writer, "verdict", ktg_case_verdict_get_name (entry->verdict));
  ktg_json_writer_put_text (writer, "lacks", entry->lacks);
  ktg_json_writer_put_flag (writer, "head", entry->is_head);
  if (entry->is_taken)
    ktg_json_writer_put_flag (writer, "taken", TRUE);
  ktg_json_writer_put_text_array (writer, "after", entry->event->after);
  ktg_record_write (writer, &ktg_case_step_record, KTG_REPORT_JSON_BODY, entry->event->step);
}

static void
write_terms (KtgJsonWriter *writer, const KtgCaseTold *told)
{
  g_autoptr (GArray) clocks = ktg_case_list_clocks (told->folded, told->now.utc_offset_s);

  ktg_json_writer_begin_array (writer, "terms");
  for (guint i = 0; i < clocks->len; i++)
    {
      const KtgCaseClock *clock = &g_array_index (clocks, KtgCaseClock, i);
      KtgReportDue        due
          = { .deadline = clock->deadline, .at_us = told->now.wall_us, .is_running = TRUE };

      ktg_json_writer_begin_object (writer, NULL);
      ktg_json_writer_put_text (writer, "term", clock->deadline.term->code);
      ktg_json_writer_put_text (writer, "step", clock->step_id);
      ktg_due_json_write (writer, NULL, &due);
      ktg_json_writer_end_object (writer);
    }
  ktg_json_writer_end_array (writer);
}

/* --- what stands beside them --- */

static void
write_said_by (KtgJsonWriter *writer, const KtgCaseEntry *entry)
{
  write_author (writer, entry);
  if (entry->verdict != KTG_CASE_COUNTS)
    ktg_json_writer_put_text (writer, "verdict", ktg_case_verdict_get_name (entry->verdict));
}

static void
write_assignment (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgCaseEntry *entry = element;

  write_said_by (writer, entry);
  ktg_record_write (writer, &ktg_assignment_record, KTG_REPORT_JSON_BODY, entry->event->assignment);
}

static void
write_joined (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgCaseEntry *entry = element;

  write_said_by (writer, entry);
  ktg_json_writer_put_text (writer, "with", entry->event->joined);
}

static void
write_note (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgCaseEntry *entry = element;

  write_said_by (writer, entry);
  ktg_json_writer_put_text (writer, "text", entry->event->note);
  ktg_json_writer_put_text (writer, "for", entry->event->is_for_office ? "office" : NULL);
}

static void
write_custody (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgCaseEntry *entry = element;

  write_said_by (writer, entry);
  ktg_record_write (writer, &ktg_custody_day_record, KTG_REPORT_JSON_BODY, entry->event->custody);
}

static void
write_beside (KtgJsonWriter *writer, const KtgCaseTold *told)
{
  g_autofree char *day = ktg_moment_dup_day (&told->now);
  g_autoptr (GPtrArray) assigned = ktg_case_list_assigned (told->folded, day);
  g_autoptr (GPtrArray) joined = ktg_case_list (told->folded, KTG_EVENT_JOINED);
  g_autoptr (GPtrArray) notes = ktg_case_list (told->folded, KTG_EVENT_NOTE);
  g_autoptr (GPtrArray) custody = ktg_case_list (told->folded, KTG_EVENT_CUSTODY);

  ktg_json_writer_write_each (writer, "assigned", assigned, write_assignment);
  ktg_json_writer_write_each (writer, "joined", joined, write_joined);
  ktg_json_writer_write_each (writer, "notes", notes, write_note);
  ktg_json_writer_write_each (writer, "custody", custody, write_custody);
}

/* --- what may come next --- */

static void
write_value (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgProcedureValue *value = element;

  ktg_json_writer_put_text (writer, "value", value->code);
  ktg_json_writer_put_text (writer, "list", value->list);
  ktg_json_writer_put_flag (writer, "required", value->is_required);
}

static void
write_next (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgProcedureStep *step = element;

  ktg_json_writer_put_text (writer, "step", step->code);
  ktg_json_writer_put_text_array (writer, "needs", step->needs);
  ktg_json_writer_write_each (writer, "values", step->values, write_value);
}

/**
 * ktg_case_json_write:
 * @told: a case whose filing is here, and who asks
 *
 * Returns: (transfer full): what `ktg case --json` prints
 */
GBytes *
ktg_case_json_write (const KtgCaseTold *told)
{
  KtgJsonWriter      *writer = ktg_json_writer_new (TRUE);
  const KtgCase      *folded = told->folded;
  const KtgCaseEntry *filing = ktg_case_get_filing (folded);
  g_autoptr (GPtrArray) next = ktg_case_list_next (folded, told->device, told->me);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_text (writer, "case", filing->event_id);
  ktg_json_writer_put_text (writer, "report", filing->event->report_id);
  ktg_json_writer_put_text (writer, "state", ktg_case_get_state (folded));
  ktg_json_writer_put_flag (writer, "conflict", ktg_case_is_conflict (folded));
  write_heads (writer, folded);
  ktg_json_writer_write_each (writer, "steps", ktg_case_get_steps (folded), write_step);
  write_terms (writer, told);
  write_beside (writer, told);
  ktg_json_writer_write_each (writer, "next", next, write_next);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_case_json_parse_values:
 * @text: one JSON object, as the `values` of a step are
 * @error: %KTG_WIRE_ERROR
 *
 * Returns: (transfer full): what it says, by the codes of the procedure
 */
KtgValues *
ktg_case_json_parse_values (GBytes *text, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_event, FALSE, error);
  g_autoptr (KtgValues) values = NULL;

  if (reader == NULL)
    return NULL;

  values = ktg_json_values_read_rest (reader);
  if (!ktg_json_reader_finish (reader, error))
    return NULL;

  return values != NULL ? g_steal_pointer (&values) : ktg_values_new ();
}
