/* test-routing.c - in which lists an event stands, reckoned anew from what was said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-random.h>
#include <ktg-test-news.h>
#include <ktg-test-server.h>

#include <string.h>

/* --- who should hold what --- */

typedef enum
{
  SITI, /* the filer */
  REGENCY,
  NEIGHBOUR,
  OTHER,
  PROVINCE,
  COUNTRY,
  STRANGER,
  N_PARTIES,
} Party;

static const char *const regions[N_PARTIES]
    = { "34.71.04", "34.71", "34.04", "33.74", "34", "", "32.73" };

typedef enum
{
  VERSION, /* where it happened is `place` */
  STEP,    /* it judges `judged`, and hands the case to `place`, if that is not NULL */
  NOTE,
  OFFICES_NOTE,
} Kind;

/* What somebody says; the first is the filing. */
typedef struct
{
  Party       author;
  Kind        kind;
  const char *place;
  guint       judged; /* which version, by its place in the flow */
} Said;

#define MOST_SAID 10

typedef struct
{
  const char *name;
  guint       n;
  Said        said[MOST_SAID];
} Flow;

#define HERE "34.71.04.1002"
#define THERE "33.74.01.1001"

static const Flow flows[] = {
  { "a place is amended",
    8,
    { { SITI, VERSION, HERE, 0 },
      { REGENCY, STEP, NULL, 0 },
      { REGENCY, NOTE, NULL, 0 },
      { SITI, VERSION, THERE, 0 },
      { OTHER, STEP, NULL, 3 },
      { OTHER, OFFICES_NOTE, NULL, 0 },
      { REGENCY, STEP, NULL, 3 },
      { PROVINCE, NOTE, NULL, 0 } } },
  { "it is handed over, and back",
    7,
    { { SITI, VERSION, HERE, 0 },
      { REGENCY, STEP, "34.04", 0 },
      { NEIGHBOUR, NOTE, NULL, 0 },
      { NEIGHBOUR, STEP, "34.71", 0 },
      { REGENCY, OFFICES_NOTE, NULL, 0 },
      { SITI, STEP, NULL, 0 },
      { REGENCY, STEP, NULL, 0 } } },
  { "it is handed on by whom it was handed to, and moves",
    8,
    { { SITI, VERSION, HERE, 0 },
      { REGENCY, STEP, "34.04", 0 },
      { NEIGHBOUR, STEP, "33.74", 0 },
      { OTHER, NOTE, NULL, 0 },
      { SITI, VERSION, "34.04.01", 0 },
      { OTHER, STEP, NULL, 4 },
      { SITI, VERSION, HERE, 0 },
      { PROVINCE, STEP, "34.71", 6 } } },
  { "the filer hands on nothing",
    3,
    { { SITI, VERSION, HERE, 0 }, { SITI, STEP, "33.74", 0 }, { REGENCY, NOTE, NULL, 0 } } },
};

static gboolean
lies_in (const char *place, const char *region)
{
  gsize length = strlen (region);

  return length == 0
         || (strncmp (place, region, length) == 0
             && (place[length] == '\0' || place[length] == '.'));
}

static gboolean
has_by_itself (const Flow *flow, guint which, const char *region)
{
  const Said *said = &flow->said[which];
  guint       in_force = 0;

  if (lies_in (regions[SITI], region))
    return TRUE;
  if (said->author != SITI && said->kind == STEP)
    return lies_in (flow->said[said->judged].place, region);

  for (guint i = 0; said->author == SITI && i <= which; i++)
    if (flow->said[i].kind == VERSION)
      in_force = i;
  for (guint i = in_force; i < flow->n; i++)
    if (flow->said[i].kind == VERSION && lies_in (flow->said[i].place, region)
        && (said->author == SITI || lies_in (flow->said[i].place, regions[said->author])))
      return TRUE;

  return FALSE;
}

/* Whether the office of @region was handed the report by any that had it, by as many steps. */
static gboolean
was_handed (const Flow *flow, const char *region, guint steps)
{
  for (guint i = 0; i < flow->n && steps > 0; i++)
    {
      const Said *said = &flow->said[i];

      if (said->author != SITI && said->kind == STEP && said->place != NULL
          && lies_in (said->place, region)
          && (has_by_itself (flow, i, regions[said->author])
              || was_handed (flow, regions[said->author], steps - 1)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
should_hold (const Flow *flow, guint which, Party party)
{
  if (party == SITI)
    return flow->said[which].author != SITI && flow->said[which].kind != OFFICES_NOTE;

  return has_by_itself (flow, which, regions[party])
         || was_handed (flow, regions[party], MOST_SAID);
}

/* --- and what the server tells --- */

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *devices[N_PARTIES];
  char          *marks[N_PARTIES];
  GHashTable    *held[N_PARTIES];  /* ids of what came down */
  GPtrArray     *wrote[N_PARTIES]; /* ids in the order of their numbers */
} Country;

static void
country_open (Country *country, gconstpointer data)
{
  country->server = ktg_test_server_new ();
  ktg_test_server_start (country->server);
  for (guint i = 0; i < N_PARTIES; i++)
    {
      KtgRole role
          = i == SITI ? KTG_ROLE_OFFICER : (i == COUNTRY ? KTG_ROLE_CENTRE : KTG_ROLE_OFFICE);

      country->devices[i] = ktg_test_server_new_device (country->server, role, regions[i]);
      country->held[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      country->wrote[i] = g_ptr_array_new_with_free_func (g_free);
    }
}

static void
country_close (Country *country, gconstpointer data)
{
  for (guint i = 0; i < N_PARTIES; i++)
    {
      ktg_test_device_free (country->devices[i]);
      g_free (country->marks[i]);
      g_hash_table_unref (country->held[i]);
      g_ptr_array_unref (country->wrote[i]);
    }
  ktg_test_server_free (country->server);
}

/* What is new to it since its mark. */
static void
listen_for_news (Country *country, Party party)
{
  const char *scope = party == SITI ? "d" : (party == COUNTRY ? "*" : regions[party]);
  g_autoptr (KtgExchangeAnswer) answer
      = ktg_test_device_exchange (country->devices[party], NULL, country->marks[party]);
  const char *at = ktg_test_news_get_at (answer, scope);

  for (guint i = 0; i < ktg_test_news_count (answer); i++)
    {
      const KtgIndexedEvent *news = ktg_test_news_get (answer, i);
      const char            *id = news->envelope != NULL
                                      ? news->envelope->id
                                      : g_ptr_array_index (country->wrote[party], news->own - 1);

      g_assert_true (g_hash_table_add (country->held[party], g_strdup (id)));
    }
  if (at != NULL)
    {
      g_free (country->marks[party]);
      country->marks[party] = g_strdup (at);
    }
}

static KtgEnvelope *
say (Country *country, const Said *said, const char *report_id, KtgEnvelope **before)
{
  KtgTestDevice *device = country->devices[said->author];
  KtgEnvelope   *envelope;

  if (said->kind == VERSION && before[0] == NULL)
    {
      g_autoptr (GBytes) photo = g_bytes_new_static ("foto", 4);

      envelope = ktg_test_device_file_there (device, report_id, said->place, photo);
    }
  else if (said->kind == VERSION)
    envelope = ktg_test_device_move (device, report_id, before[0]->id, said->place);
  else if (said->kind == STEP)
    envelope = ktg_test_device_step (device,
                                     report_id,
                                     before[0]->id,
                                     before[said->judged]->id,
                                     said->place);
  else
    envelope = ktg_test_device_note (device, report_id, before[0]->id, said->kind == OFFICES_NOTE);

  g_ptr_array_add (country->wrote[said->author], g_strdup (envelope->id));
  return envelope;
}

static gboolean
is_taken (Country *country, Party author, KtgEnvelope *envelope)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (country->devices[author], envelope);

  return answer->refused->len == 0;
}

/* Each as it comes; who is told that there is no such report comes again. */
static void
send_in_any_order (Country *country, const Flow *flow, KtgEnvelope **said)
{
  gboolean is_sent[MOST_SAID] = { FALSE };
  guint    n_sent = 0;

  while (n_sent < flow->n)
    {
      guint which = (guint)g_test_rand_int_range (0, (int)flow->n);

      if (is_sent[which])
        continue;
      is_sent[which] = is_taken (country, flow->said[which].author, said[which]);
      n_sent += is_sent[which];
      if (g_test_rand_bit ())
        listen_for_news (country, (Party)g_test_rand_int_range (0, N_PARTIES));
    }
}

static void
assert_held (Country *country, const Flow *flow, KtgEnvelope **said)
{
  for (Party party = 0; party < N_PARTIES; party++)
    {
      listen_for_news (country, party);
      for (guint i = 0; i < flow->n; i++)
        {
          gboolean is_held = g_hash_table_contains (country->held[party], said[i]->id);

          if (is_held != should_hold (flow, i, party))
            g_error ("%s: %u is %sheld by %s",
                     flow->name,
                     i,
                     is_held ? "" : "not ",
                     regions[party]);
        }
    }
}

static void
test_who_holds_what (Country *country, gconstpointer data)
{
  for (guint round = 0; round < 5 * G_N_ELEMENTS (flows); round++)
    {
      const Flow      *flow = &flows[round % G_N_ELEMENTS (flows)];
      g_autofree char *report_id = ktg_random_dup_uuid ();
      KtgEnvelope     *said[MOST_SAID] = { NULL };

      for (guint i = 0; i < flow->n; i++)
        said[i] = say (country, &flow->said[i], report_id, said);
      send_in_any_order (country, flow, said);
      assert_held (country, flow, said);
      for (guint i = 0; i < flow->n; i++)
        ktg_envelope_unref (said[i]);
    }
}

/* A report stays where it was filed when its filer is given another region. */
static void
test_filer_moves (Country *country, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  const Said       filing = { SITI, VERSION, HERE, 0 };
  const Said       amended = { SITI, VERSION, HERE, 0 };
  KtgEnvelope     *said[2] = { NULL };
  g_autofree char *code
      = ktg_test_server_make_code (country->server, KTG_ROLE_OFFICER, regions[OTHER]);
  g_autoptr (KtgTestReply) reply = NULL;

  said[0] = say (country, &filing, report_id, said);
  g_assert_true (is_taken (country, SITI, said[0]));
  reply = ktg_test_device_enrol (country->devices[SITI], code);
  g_assert_cmpuint (reply->status, ==, 200);
  said[1] = say (country, &amended, report_id, said);
  g_assert_true (is_taken (country, SITI, said[1]));

  listen_for_news (country, OTHER);
  listen_for_news (country, REGENCY);
  g_assert_cmpuint (g_hash_table_size (country->held[OTHER]), ==, 0);
  g_assert_cmpuint (g_hash_table_size (country->held[REGENCY]), ==, 2);
  ktg_envelope_unref (said[0]);
  ktg_envelope_unref (said[1]);
}

/* A case that grows costs no more for it. */
static void
test_thousand_steps (Country *country, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  const Said       filing = { SITI, VERSION, HERE, 0 };
  const Said       handing = { REGENCY, STEP, "34.04", 0 };
  const Said       step = { REGENCY, STEP, NULL, 0 };
  KtgEnvelope     *said[1] = { NULL };

  said[0] = say (country, &filing, report_id, said);
  g_assert_true (is_taken (country, SITI, said[0]));
  for (guint round = 0; round < 4; round++)
    {
      g_autoptr (GPtrArray) events
          = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
      g_autoptr (KtgExchangeAnswer) answer = NULL;

      for (guint i = 0; i < 250; i++)
        g_ptr_array_add (events, say (country, i == 0 ? &handing : &step, report_id, said));
      answer = ktg_test_device_exchange (country->devices[REGENCY], events, NULL);
      g_assert_cmpuint (answer->refused->len, ==, 0);
    }
  listen_for_news (country, NEIGHBOUR);
  g_assert_cmpuint (g_hash_table_size (country->held[NEIGHBOUR]), ==, 1001);
  ktg_envelope_unref (said[0]);
}

#define ADD(path, function) g_test_add (path, Country, NULL, country_open, function, country_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/routing/who-holds-what-follows-from-the-events-alone", test_who_holds_what);
  ADD ("/routing/a-report-stays-where-it-was-filed", test_filer_moves);
  ADD ("/routing/a-thousand-steps-cost-little", test_thousand_steps);

  return g_test_run ();
}
