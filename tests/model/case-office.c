/* case-office.c - a procedure of a few steps, and those who take them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case-office.h"

const Actor filer
    = { "siti", { KTG_BELIEF_HELD, KTG_ROLE_OFFICER, KTG_LEVEL_VILLAGE, "34.04.07.2001", "Siti" } };
const Actor other_officer
    = { "budi", { KTG_BELIEF_HELD, KTG_ROLE_OFFICER, KTG_LEVEL_VILLAGE, "34.04.07.2001", "Budi" } };
const Actor sleman
    = { "sleman", { KTG_BELIEF_HELD, KTG_ROLE_OFFICE, KTG_LEVEL_REGENCY, "34.04", "Ani" } };
const Actor sleman_too
    = { "sleman-2", { KTG_BELIEF_HELD, KTG_ROLE_OFFICE, KTG_LEVEL_REGENCY, "34.04", "Edi" } };
const Actor yogya
    = { "yogya", { KTG_BELIEF_HELD, KTG_ROLE_OFFICE, KTG_LEVEL_REGENCY, "34.71", "Tri" } };
const Actor province
    = { "diy", { KTG_BELIEF_HELD, KTG_ROLE_OFFICE, KTG_LEVEL_PROVINCE, "34", "Wati" } };
const Actor district
    = { "depok", { KTG_BELIEF_HELD, KTG_ROLE_OFFICE, KTG_LEVEL_DISTRICT, "34.04.07", "Joko" } };
const Actor centre
    = { "pusat", { KTG_BELIEF_HELD, KTG_ROLE_CENTRE, KTG_LEVEL_NATIONAL, "", "Rini" } };
const Actor former
    = { "former", { KTG_BELIEF_LATE, KTG_ROLE_OFFICE, KTG_LEVEL_REGENCY, "34.04", "Agus" } };
const Actor stranger
    = { "stranger", { KTG_BELIEF_UNKNOWN, KTG_ROLE_OFFICER, KTG_LEVEL_NATIONAL, "", NULL } };

/* Rows as the pack of the procedure has them; lists are words with a space between. */
typedef struct
{
  const char *code, *roles, *levels, *after, *needs, *starts, *stops, *value;
  gboolean    value_is_required, hands_over, is_final;
} Row;

#define OFFICES "office centre"

static const Row rows[] = {
  { "received", OFFICES, "", "filed handed_over", "", "initial_review", "", NULL },
  { "initial_review", OFFICES, "", "received", "", "", "initial_review", "formal", TRUE },
  { "needs_completion", OFFICES, "", "initial_review received", "reason", "", "", NULL },
  { "completed", "filer " OFFICES, "", "needs_completion", "", "", "", NULL },
  { "registered",
    OFFICES,
    "province regency",
    "received initial_review completed",
    "",
    "case_review",
    "initial_review",
    "note" },
  { "not_registered",
    OFFICES,
    "",
    "received initial_review",
    "reason",
    "",
    "initial_review case_review",
    NULL },
  { "clarified", OFFICES, "", "received clarified", "", "", "", NULL },
  { "extended", OFFICES, "", "registered", "reason", "extended", "case_review", NULL },
  { "handed_over", OFFICES, "", "filed received registered", "to", "", "", NULL, FALSE, TRUE },
  { "done",
    OFFICES,
    "",
    "registered not_registered extended",
    "",
    "",
    "",
    NULL,
    FALSE,
    FALSE,
    TRUE },
};

static void
add_words (GPtrArray *into, const char *words)
{
  g_auto (GStrv) split = g_strsplit (words, " ", -1);

  for (guint i = 0; split[i] != NULL; i++)
    if (*split[i] != '\0')
      g_ptr_array_add (into, g_strdup (split[i]));
}

static void
add_row (KtgPackPart *part, const Row *row)
{
  KtgProcedureStep *step = ktg_record_new (&ktg_procedure_step_record);

  step->code = g_strdup (row->code);
  step->hands_over = row->hands_over;
  step->is_final = row->is_final;
  add_words (step->roles, row->roles);
  add_words (step->levels, row->levels);
  add_words (step->after, row->after);
  add_words (step->needs, row->needs);
  add_words (step->starts, row->starts);
  add_words (step->stops, row->stops);
  if (row->value != NULL)
    {
      KtgProcedureValue *value = ktg_record_new (&ktg_procedure_value_record);

      value->code = g_strdup (row->value);
      value->is_required = value->decides = row->value_is_required;
      g_ptr_array_add (step->values, value);
    }
  g_ptr_array_add (part->steps, step);
}

static void
add_term (KtgPackPart *part, const char *code, int days, const char *starts)
{
  KtgTerm *term = ktg_record_new (&ktg_term_record);

  term->regime = g_strdup ("pilkada");
  term->code = g_strdup (code);
  term->days = days;
  term->day_kind = KTG_DAY_KIND_CALENDAR;
  term->starts = g_strdup (starts);
  g_ptr_array_add (part->terms, term);
}

KtgPack *
case_pack_new (void)
{
  KtgPack     *pack = ktg_pack_new ();
  KtgPackPart *procedure = ktg_record_new (&ktg_pack_part_record);
  KtgPackPart *forms = ktg_record_new (&ktg_pack_part_record);

  procedure->name = g_strdup ("procedure");
  procedure->version = g_strdup ("2022-09-01");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    add_row (procedure, &rows[i]);

  forms->name = g_strdup ("forms");
  forms->version = g_strdup ("2022-09-01");
  add_term (forms, "initial_review", 2, "received");
  add_term (forms, "case_review", 3, "registered");
  add_term (forms, "extended", 5, "registered");

  g_assert_true (ktg_pack_adopt (pack, procedure));
  g_assert_true (ktg_pack_adopt (pack, forms));
  return pack;
}

KtgEvent *
case_event_new (KtgEventKind kind, const Actor *actor)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (kind));
  event->report_id = g_strdup (CASE_REPORT);
  event->author = g_strdup (actor->key);
  event->seq = 1;
  event->at.wall_us = G_GINT64_CONSTANT (1731465900) * G_USEC_PER_SEC; /* 13 November 2024 */
  event->case_id = g_strdup (CASE_ID);
  return event;
}

KtgEvent *
case_filing_new (void)
{
  KtgEvent *event = case_event_new (KTG_EVENT_FILED, &filer);

  g_clear_pointer (&event->case_id, g_free);
  event->report = ktg_report_new ();
  event->report->kind = g_strdup ("lhp");
  event->report->place_region = g_strdup ("34.04.07.2001");
  event->report->happened = g_strdup ("2024-11-12");
  return event;
}

/* @after: ids with a space between. */
KtgEvent *
case_step_new (const Actor *actor, const char *code, const char *after)
{
  KtgEvent *event = case_event_new (KTG_EVENT_STEP, actor);

  event->step = ktg_case_step_new ();
  event->step->code = g_strdup (code);
  event->step->version = g_strdup (CASE_ID);
  add_words (event->after, after);
  if (g_str_equal (code, "initial_review"))
    ktg_values_set_text (event->step->values, "formal", "yes");
  if (g_str_equal (code, "handed_over"))
    event->step->to = g_strdup ("34.71");
  return event;
}

/* @event: (transfer full): what happened. */
void
case_add (KtgCase *self, const char *id, const Actor *actor, KtgEvent *event)
{
  g_assert_true (ktg_case_add (self, id, event, &actor->standing));
  ktg_event_free (event);
}

void
case_step (KtgCase     *self,
           const char  *id,
           const Actor *actor,
           const char  *code,
           const char  *after,
           const char  *reason)
{
  KtgEvent *event = case_step_new (actor, code, after);

  event->step->reason = g_strdup (reason);
  case_add (self, id, actor, event);
}

KtgCase *
case_begin (const KtgPack *pack)
{
  KtgCase *self = ktg_case_new (pack, CASE_ID);

  case_add (self, CASE_ID, &filer, case_filing_new ());
  return self;
}
