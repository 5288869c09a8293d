/* ktg-practice-office.c - the invented office that says something of a report where somebody
 * practises
 *
 * Who it is, is proven as that of any: from a root down, by keys that are made of these words and
 * so are everybody's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-practice-office.h"

#include <ktg-box-key.h>
#include <ktg-event-json.h>
#include <ktg-signed-envelope.h>

#include <string.h>

#define FROM "2024-01-01T00:00:00Z"
#define UNTIL "2099-01-01T00:00:00Z"
#define BOOK "00000000-0000-4000-8000-000000000000"
#define NUMBER "001/LP/LATIHAN"
#define REGENCY_CHARS 5 /* of "34.71.06" */

static const guint8 root_seed[KTG_KEY_SEED_BYTES] = "Kentongan practice root, 2026";
static const guint8 office_seed[KTG_KEY_SEED_BYTES] = "Kentongan practice office, 2026";

struct _KtgPracticeOffice
{
  KtgSigningKey *key;
  guint64        seq;
  char          *prev;
};

/* By which steps a report comes to the last of them. */
static const char *const ways[][4] = { { "received", "registered", NULL },
                                       { "received", "initial_review", "needs_completion", NULL } };

/**
 * ktg_practice_office_new:
 *
 * Returns: (transfer full): one that has said nothing yet
 */
KtgPracticeOffice *
ktg_practice_office_new (void)
{
  KtgPracticeOffice *self = g_new0 (KtgPracticeOffice, 1);

  self->key = ktg_signing_key_new_from_seed (office_seed);
  return self;
}

/**
 * ktg_practice_office_free:
 * @self: (transfer full): an office
 */
void
ktg_practice_office_free (KtgPracticeOffice *self)
{
  ktg_signing_key_unref (self->key);
  g_free (self->prev);
  g_free (self);
}

/* --- who is who --- */

static KtgEvent *
begin_link (KtgEventKind kind, KtgSigningKey *author, guint64 seq)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (kind));
  event->report_id = g_strdup (BOOK);
  event->author = g_strdup (ktg_signing_key_get_public (author));
  event->seq = seq;
  event->prev = seq > 1 ? g_strnfill (64, '0') : NULL; /* nobody asks for the one before */
  return event;
}

/* @event: (transfer full) */
static KtgEnvelope *
sign (KtgSigningKey *author, KtgEvent *event)
{
  g_autoptr (KtgEvent) owned = event;
  g_autoptr (GBytes) bytes = ktg_event_json_write (owned);

  return ktg_signed_envelope_new (bytes, author);
}

static KtgEnvelope *
admit_server (KtgSigningKey *root, KtgSigningKey *server)
{
  KtgEvent         *event = begin_link (KTG_EVENT_NODE_ADMITTED, root, 1);
  KtgNodeAdmission *admission = event->node_admission = ktg_node_admission_new ();

  admission->node = g_strdup (ktg_signing_key_get_public (server));
  admission->box = ktg_box_key_dup_public (server);
  admission->kind = g_strdup ("centre");
  admission->scope = g_strdup ("");
  admission->may_admit = g_strdup (ktg_role_get_name (KTG_ROLE_CENTRE));
  admission->from = g_strdup (FROM);
  admission->until = g_strdup (UNTIL);
  return sign (root, event);
}

static KtgEnvelope *
admit_device (KtgSigningKey    *server,
              guint64           seq,
              const KtgAccount *account,
              const char       *device,
              KtgRole           role)
{
  KtgEvent           *event = begin_link (KTG_EVENT_DEVICE_ADMITTED, server, seq);
  KtgDeviceAdmission *admission = event->device_admission = ktg_device_admission_new ();
  gboolean            is_office = role == KTG_ROLE_OFFICE;

  admission->device = g_strdup (device);
  admission->box = ktg_box_key_dup_of_signer (device);
  admission->officer = g_strdup (is_office ? "Panwas" : account->officer);
  admission->role = g_strdup (ktg_role_get_name (role));
  admission->region
      = is_office ? g_strndup (account->region, REGENCY_CHARS) : g_strdup (account->region);
  admission->level = g_strdup (ktg_level_get_name (ktg_level_of_region (admission->region)));
  admission->from = g_strdup (FROM);
  return sign (server, event);
}

/**
 * ktg_practice_office_admit:
 * @server: the practice server's key
 * @account: (inout): of whoever practises, with her device, name and region
 *
 * Sets on what it rests who she is, and who this office is.
 */
void
ktg_practice_office_admit (KtgPracticeOffice *self, KtgSigningKey *server, KtgAccount *account)
{
  g_autoptr (KtgSigningKey) root = ktg_signing_key_new_from_seed (root_seed);
  const char *office = ktg_signing_key_get_public (self->key);

  account->root_key = g_strdup (ktg_signing_key_get_public (root));
  g_ptr_array_add (account->chain, admit_server (root, server));
  g_ptr_array_add (account->chain,
                   admit_device (server, 1, account, account->device, KTG_ROLE_OFFICER));
  g_ptr_array_add (account->chain, admit_device (server, 2, account, office, KTG_ROLE_OFFICE));
}

/* --- its steps --- */

static const char *const *
find_way (const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    for (gsize j = 0; ways[i][j] != NULL; j++)
      if (ways[i][j + 1] == NULL && strcmp (ways[i][j], state) == 0)
        return ways[i];

  return NULL;
}

static void
say (KtgCaseStep *step, const char *reason)
{
  step->reason = g_strdup (reason);
  if (strcmp (step->code, "registered") == 0)
    step->number = g_strdup (NUMBER);
  if (strcmp (step->code, "initial_review") == 0)
    {
      ktg_values_set_text (step->values, "formal", KTG_VALUE_YES);
      ktg_values_set_text (step->values, "material", KTG_VALUE_NO);
    }
}

static KtgEnvelope *
take_step (KtgPracticeOffice *self,
           const KtgCase     *folded,
           const char        *code,
           const char        *reason,
           const KtgMoment   *now)
{
  const KtgCaseEntry *filing = ktg_case_get_filing (folded);
  KtgEvent    *event = ktg_case_begin_step (folded, ktg_signing_key_get_public (self->key), code);
  KtgEnvelope *envelope;

  event->type = g_strdup (ktg_event_kind_get_type_name (event->kind));
  event->report_id = g_strdup (filing->event->report_id);
  event->case_id = g_strdup (filing->event_id);
  event->seq = ++self->seq;
  event->prev = g_strdup (self->prev);
  event->at = *now;
  say (event->step, reason);
  if (self->prev != NULL && strcmp (code, "received") != 0)
    g_ptr_array_add (event->after, g_strdup (self->prev));

  envelope = sign (self->key, event);
  g_free (self->prev);
  self->prev = g_strdup (envelope->id);
  return envelope;
}

/**
 * ktg_practice_office_take_steps:
 * @folded: a case of which nothing has been done yet
 * @state: to which it brings it
 * @reason: why, of the last step
 * @now: when
 *
 * Returns: (transfer full) (element-type KtgEnvelope): the steps that lead there, one after the
 * other; none where it knows no way
 */
GPtrArray *
ktg_practice_office_take_steps (KtgPracticeOffice *self,
                                const KtgCase     *folded,
                                const char        *state,
                                const char        *reason,
                                const KtgMoment   *now)
{
  const char *const *way = find_way (state);
  GPtrArray         *steps = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);

  for (gsize i = 0; way != NULL && way[i] != NULL; i++)
    g_ptr_array_add (steps,
                     take_step (self, folded, way[i], way[i + 1] == NULL ? reason : NULL, now));

  return steps;
}
