/* random-report.c - reports, events and texts as chance makes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "random-report.h"

#include <string.h>

#define BASE64URL "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

static gboolean
toss (void)
{
  return g_test_rand_int_range (0, 2) == 1;
}

static char *
random_chars (const char *set, guint n_chars)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_chars; i++)
    g_string_append_c (text, set[g_test_rand_int_range (0, strlen (set))]);

  return g_string_free (text, FALSE);
}

static gunichar
random_char (void)
{
  static const gunichar hard[]
      = { '"',  '\\', '/',    '\n',   '\r',   '\t',   '\b',   '\f',    1,       0x1f,    0x7f,
          0x80, 0xe9, 0x202e, 0x2028, 0xfeff, 0xfffd, 0xffff, 0x10000, 0x1f600, 0x10ffff };

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      return hard[g_test_rand_int_range (0, G_N_ELEMENTS (hard))];
    case 1:
      return g_test_rand_int_range (0xa0, 0xd800);
    default:
      return g_test_rand_int_range ('a', 'z' + 1);
    }
}

char *
random_text (guint max_chars)
{
  GString *text = g_string_new ("t");
  guint    n_chars = g_test_rand_int_range (0, max_chars);

  for (guint i = 0; i < n_chars; i++)
    g_string_append_unichar (text, random_char ());

  return g_string_free (text, FALSE);
}

static char *
maybe_text (void)
{
  return toss () ? random_text (12) : NULL;
}

char *
random_hash (void)
{
  return random_chars ("0123456789abcdef", 64);
}

char *
random_key (void)
{
  return random_chars (BASE64URL, 43);
}

char *
random_time (void)
{
  KtgMoment        moment = { 0 };
  g_autofree char *wall = NULL;

  moment.wall_us = (gint64)g_test_rand_int () * G_USEC_PER_SEC;
  moment.utc_offset_s = g_test_rand_int_range (-12, 15) * 3600;
  wall = ktg_moment_dup_wall (&moment);
  return toss () ? g_strndup (wall, 10) : g_steal_pointer (&wall);
}

static char *
maybe_time (void)
{
  return toss () ? random_time () : NULL;
}

static void
add_random_texts (GPtrArray *texts)
{
  guint n_texts = g_test_rand_int_range (0, 4);

  for (guint i = 0; i < n_texts; i++)
    g_ptr_array_add (texts, random_text (8));
}

static KtgPerson *
random_person (void)
{
  KtgPerson *person = ktg_person_new (g_test_rand_int_range (0, KTG_PERSON_WITNESS + 1));

  person->name = random_text (20);
  person->address = maybe_text ();
  person->phone = maybe_text ();
  person->email = maybe_text ();
  person->status = maybe_text ();
  person->position_group = maybe_text ();
  person->position = maybe_text ();
  person->agency = maybe_text ();
  person->unit = maybe_text ();
  person->nip = maybe_text ();
  person->nik = maybe_text ();
  person->note = maybe_text ();
  return person;
}

static KtgPosted *
random_posted (void)
{
  KtgPosted *posted = ktg_posted_new ();

  posted->where = maybe_text ();
  posted->account = maybe_text ();
  posted->url = maybe_text ();
  posted->when = maybe_time ();
  posted->found = maybe_time ();
  return posted;
}

static KtgEvidence *
random_evidence (void)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  evidence->sha256 = random_hash ();
  evidence->size_bytes = 1 + (guint32)g_test_rand_int () * G_GUINT64_CONSTANT (1000);
  evidence->media_type = g_strdup ("image/jpeg");
  evidence->original_name = g_strdup_printf ("é %d \"x\".jpg", g_test_rand_int_range (0, 1000));
  evidence->origin = g_test_rand_int_range (0, KTG_ORIGIN_DOWNLOAD + 1);
  evidence->taken = maybe_time ();
  evidence->camera = maybe_text ();
  evidence->has_position = toss ();
  evidence->gesture = maybe_text ();
  evidence->caption = maybe_text ();
  evidence->preview_sha256 = toss () ? random_hash () : NULL;
  evidence->preview_size_bytes = evidence->preview_sha256 != NULL ? 31022 : 0;
  evidence->posted = toss () ? random_posted () : NULL;
  evidence->is_not_posted = evidence->posted == NULL && toss ();

  if (evidence->has_position)
    {
      evidence->latitude = g_test_rand_double_range (-90, 90);
      evidence->longitude = g_test_rand_double_range (-180, 180);
    }

  return evidence;
}

static KtgValues *random_values (guint n_values);

static GPtrArray *
random_rows (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_values_free);

  g_ptr_array_add (rows, random_values (2));
  g_ptr_array_add (rows, random_values (0));
  return rows;
}

static void
set_random_value (KtgValues *values, const char *code)
{
  static const char *const others[] = {
    "null", "true", "-0.50", "123456789012345678", "{\"a\":[1,\"b\"]}", "1E400",
  };
  g_autofree char *text = random_text (20);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  add_random_texts (texts);
  if (toss ())
    ktg_values_set_text (values, code, text);
  else if (toss ())
    ktg_values_set_list (values, code, texts);
  else
    ktg_values_set_other (values, code, others[g_test_rand_int_range (0, G_N_ELEMENTS (others))]);
}

static KtgValues *
random_values (guint n_values)
{
  KtgValues *values = ktg_values_new ();

  for (guint i = 0; i < n_values; i++)
    {
      g_autofree char *code = random_text (8);

      set_random_value (values, code);
    }

  return values;
}

static void
make_random_form (KtgReport *report)
{
  g_autoptr (GPtrArray) rows = random_rows ();

  report->form_code = random_text (10);
  report->form_version = maybe_text ();
  ktg_values_free (report->values);
  report->values = random_values (g_test_rand_int_range (0, 5));
  ktg_values_set_rows (report->values, "rows", toss () ? rows : NULL);
}

KtgReport *
random_report (void)
{
  KtgReport *report = ktg_report_new ();
  guint      n_persons = g_test_rand_int_range (0, 4);
  guint      n_evidence = g_test_rand_int_range (0, 5);

  report->kind = random_text (10);
  report->number = toss () ? g_strdup ("TL-0128") : NULL;
  report->on_behalf_of = maybe_text ();
  report->place_region = maybe_text ();
  report->region_version = maybe_text ();
  report->polling_place = g_test_rand_int_range (0, 6);
  report->place_class = maybe_text ();
  report->place_words = report->place_region == NULL ? random_text (30) : maybe_text ();
  report->happened = maybe_time ();
  report->known = random_time ();
  report->filed = random_time ();
  report->phase = maybe_text ();
  report->openness = maybe_text ();
  report->ballot_number = g_test_rand_int_range (0, 6);
  report->account = random_text (400);
  report->rules_version = maybe_text ();
  add_random_texts (report->violations);
  add_random_texts (report->tags);

  for (guint i = 0; i < n_persons; i++)
    g_ptr_array_add (report->persons, random_person ());

  for (guint i = 0; i < n_evidence; i++)
    g_ptr_array_add (report->evidence, random_evidence ());

  if (toss ())
    make_random_form (report);

  return report;
}

static void
make_random_node (KtgEvent *event)
{
  KtgNodeAdmission *admission = event->node_admission = ktg_node_admission_new ();

  admission->node = random_key ();
  admission->box = random_key ();
  admission->kind = random_text (10);
  admission->scope = g_strdup (toss () ? "34.71" : NULL);
  admission->may_admit = random_text (10);
  admission->tls = toss () ? random_hash () : NULL;
  admission->from = random_text (20);
  admission->until = random_text (20);
}

static void
make_random_device (KtgEvent *event)
{
  KtgDeviceAdmission *admission = event->device_admission = ktg_device_admission_new ();

  admission->device = random_key ();
  admission->box = random_key ();
  admission->officer = random_text (40);
  admission->role = random_text (10);
  admission->level = random_text (10);
  admission->region = g_strdup (toss () ? "34.71.06" : NULL);
  admission->from = random_text (20);
  admission->until = maybe_text ();
  admission->seq = g_test_rand_int_range (0, 1000);
}

static void
make_random_publication (KtgEvent *event)
{
  KtgPublication *publication = event->publication = ktg_publication_new ();

  publication->name = random_text (10);
  publication->version = random_text (10);
  publication->sha256 = random_hash ();
  publication->size_bytes = g_test_rand_int_range (0, G_MAXINT);
}

static void
make_random_trust_body (KtgEvent *event)
{
  if (event->kind == KTG_EVENT_NODE_ADMITTED)
    make_random_node (event);
  else if (event->kind == KTG_EVENT_DEVICE_ADMITTED)
    make_random_device (event);
  else if (event->kind == KTG_EVENT_PACK_PUBLISHED)
    make_random_publication (event);
  else if (event->kind == KTG_EVENT_NODE_REVOKED || event->kind == KTG_EVENT_DEVICE_REVOKED)
    {
      event->revocation = ktg_revocation_new ();
      event->revocation->key = random_key ();
      event->revocation->seq = g_test_rand_int_range (0, 1000);
      event->revocation->id = toss () ? random_hash () : NULL;
    }
}

static void
add_random_hashes (GPtrArray *into, guint most)
{
  guint n_hashes = g_test_rand_int_range (0, most + 1);

  for (guint i = 0; i < n_hashes; i++)
    g_ptr_array_add (into, random_hash ());
}

static KtgCaseStep *
random_step (void)
{
  KtgCaseStep *step = ktg_case_step_new ();

  step->code = random_text (10);
  step->version = random_hash ();
  step->reason = maybe_text ();
  step->number = maybe_text ();
  step->date = toss () ? g_strdup ("2024-11-13") : NULL;
  step->to = toss () ? g_strdup ("34.04") : NULL;
  step->until = toss () ? g_strdup ("2024-11-15") : NULL;
  ktg_values_set_text (step->values, "formal", "yes");
  add_random_hashes (step->takes, KTG_CASE_STEP_MOST_TAKEN);
  if (toss ())
    g_ptr_array_add (step->documents, random_evidence ());
  return step;
}

static KtgCustodyDay *
random_custody (void)
{
  KtgCustodyDay *custody = ktg_custody_day_new ();
  KtgNotedAct   *act = ktg_record_new (&ktg_noted_act_record);

  custody->day = g_strdup ("2024-11-13");
  act->sha256 = random_hash ();
  act->act = random_text (10);
  act->n_times = g_test_rand_int_range (1, 100);
  g_ptr_array_add (custody->acts, act);
  return custody;
}

static void
make_random_case (KtgEvent *event)
{
  if (!ktg_event_kind_is_of_report (event->kind) && !ktg_event_kind_is_of_chain (event->kind))
    event->case_id = random_hash ();
  event->is_for_office = toss ();
  add_random_hashes (event->after, KTG_EVENT_MOST_AFTER);

  switch (event->kind)
    {
    case KTG_EVENT_STEP:
      event->step = random_step ();
      break;
    case KTG_EVENT_ASSIGNED:
      event->assignment = ktg_assignment_new ();
      event->assignment->to = random_text (20);
      event->assignment->until = g_strdup ("2024-11-20");
      break;
    case KTG_EVENT_JOINED:
      event->joined = random_hash ();
      break;
    case KTG_EVENT_NOTE:
      event->note = random_text (200);
      break;
    case KTG_EVENT_CUSTODY:
      event->custody = random_custody ();
      break;
    default:
      break;
    }
}

static void
make_random_body (KtgEvent *event)
{
  make_random_trust_body (event);
  if (!ktg_event_kind_is_of_report (event->kind) || toss ())
    make_random_case (event);

  if (event->kind == KTG_EVENT_FILED || event->kind == KTG_EVENT_AMENDED)
    event->report = random_report ();

  if (event->kind == KTG_EVENT_AMENDED)
    {
      event->replaces = random_hash ();
      event->reason = maybe_text ();
    }

  if (event->kind == KTG_EVENT_WITHDRAWN)
    event->reason = random_text (40);
}

KtgEvent *
random_event (KtgEventKind kind)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->type
      = g_strdup (kind == KTG_EVENT_OTHER ? "report.praised" : ktg_event_kind_get_type_name (kind));
  event->report_id = g_uuid_string_random ();
  event->author = random_key ();
  event->seq = g_test_rand_int_range (1, 5);
  event->prev = event->seq > 1 ? random_hash () : NULL;
  event->at.wall_us = (gint64)g_test_rand_int () * G_USEC_PER_SEC;
  event->at.utc_offset_s = g_test_rand_int_range (-12 * 4, 14 * 4) * 900;
  event->at.boot_ms = g_test_rand_int_range (0, G_MAXINT);
  event->at.has_server_offset = toss ();
  event->at.server_offset_ms = event->at.has_server_offset ? (gint32)g_test_rand_int () : 0;
  make_random_body (event);
  return event;
}

KtgEnvelope *
random_envelope (void)
{
  char  *text = random_text (2000);
  guint8 signature[KTG_SIGNATURE_BYTES] = { 0 };
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  g_autofree char *id = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  for (gsize i = 0; i < sizeof signature; i++)
    signature[i] = g_test_rand_int_range (0, 256);

  return ktg_envelope_new (id, bytes, signature);
}
