/* fake-lies.c - what a server may do wrong, and when it does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-lies.h"

#include "fake-shelf.h"
#include "fake-turn.h"

#define ENDLESS_BYTES (9 * 1024 * 1024)
#define BOMB_BYTES (33 * 1024 * 1024)

/* The lies that are one answer: a proven problem, or a page where there is no name. */
static const struct
{
  FakeLie     lie;
  guint       status;
  const char *problem;
  const char *now;
} ANSWERS[] = {
  { FAKE_PORTAL, 200, NULL, NULL },
  { FAKE_BUSY_NGINX, 503, NULL, NULL },
  { FAKE_BAD_GATEWAY, 502, NULL, NULL },
  { FAKE_FORBIDDEN_PAGE, 403, NULL, NULL },
  { FAKE_BUSY, 503, "busy", NULL },
  { FAKE_FULL, 503, "disk-full", NULL },
  { FAKE_CLOCK, 401, "clock", FAKE_NOW_FAR_AHEAD },
  { FAKE_SWAPPED_REFUSAL, 403, "not-enrolled", NULL },
  { FAKE_REVOKED, 403, "revoked", NULL },
  { FAKE_CODE_WRONG, 403, "code-wrong", NULL },
  { FAKE_CODE_USED, 403, "code-used", NULL },
  { FAKE_CODE_EXPIRED, 403, "code-expired", NULL },
  { FAKE_CODE_CANCELLED, 403, "code-cancelled", NULL },
  { FAKE_NOT_READ, 400, "request", NULL },
  { FAKE_CODE_OF_OTHER_KIND, 403, "code-of-other-kind", NULL },
  { FAKE_GONE, 404, "unknown-file", NULL },
  { FAKE_TOO_LARGE, 413, "too-large", NULL },
};

static gboolean
tell_in_one_answer (FakeTurn *turn)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ANSWERS); i++)
    {
      if (ANSWERS[i].lie != turn->lie)
        continue;
      if (ANSWERS[i].problem == NULL)
        fake_turn_answer_page (turn, ANSWERS[i].status);
      else
        fake_turn_answer_problem (turn, ANSWERS[i].status, ANSWERS[i].problem, ANSWERS[i].now);
      return TRUE;
    }

  return FALSE;
}

static void
answer_endlessly (FakeTurn *turn)
{
  soup_server_message_set_status (turn->message, 200, NULL);
  soup_server_message_set_response (turn->message,
                                    "text/html",
                                    SOUP_MEMORY_TAKE,
                                    g_malloc0 (ENDLESS_BYTES),
                                    ENDLESS_BYTES);
}

/**
 * fake_lie_tell:
 *
 * Returns: whether the turn's lie was the whole answer; if not, the honest work is still to be done
 */
gboolean
fake_lie_tell (FakeTurn *turn)
{
  g_autoptr (GBytes) bytes = NULL;

  switch (turn->lie)
    {
    case FAKE_REDIRECT:
      soup_server_message_set_redirect (turn->message, 302, "http://127.0.0.1:9/login");
      return TRUE;
    case FAKE_BUSY:
    case FAKE_FULL:
      soup_message_headers_replace (soup_server_message_get_response_headers (turn->message),
                                    "Retry-After",
                                    "2");
      return tell_in_one_answer (turn);
    case FAKE_BAD_OFFSET:
      fake_turn_answer_offset_problem (turn, fake_turn_get_file (turn));
      return TRUE;
    case FAKE_NONSENSE:
      bytes = g_bytes_new_static ("[1,", 3);
      fake_turn_answer_json (turn, bytes);
      return TRUE;
    case FAKE_BOMB:
      bytes = g_bytes_new_take (g_malloc0 (BOMB_BYTES), BOMB_BYTES);
      fake_turn_answer_json (turn, bytes);
      return TRUE;
    case FAKE_ENDLESS:
      answer_endlessly (turn);
      return TRUE;
    default:
      return tell_in_one_answer (turn);
    }
}

/**
 * fake_lie_meet_headers:
 *
 * When a request's headers are here: those lies that let it come no further.
 */
void
fake_lie_meet_headers (FakeTurn *turn)
{
  if (turn->lie == FAKE_DROP)
    fake_turn_hang_up (turn);
  if (turn->lie == FAKE_STALL)
    soup_server_message_pause (turn->message);
}

/**
 * fake_lie_meet_body:
 *
 * When more of a file is here: those lies that let no more of it come than the plan's bytes.
 */
void
fake_lie_meet_body (FakeTurn *turn)
{
  if (turn->n_body < turn->plan->cut_bytes)
    return;

  if (turn->lie == FAKE_BUFFER)
    fake_file_forget (fake_turn_get_file (turn), turn->n_body);
  if (turn->lie == FAKE_BUFFER || turn->lie == FAKE_CUT)
    fake_turn_hang_up (turn);
  if (turn->lie == FAKE_CLOG)
    soup_server_message_pause (turn->message);
}

void
fake_plan_clear (FakePlan *self)
{
  g_clear_pointer (&self->path, g_free);
}

void
fake_plan_set (FakePlan *self, FakeLie lie, const char *path, guint first, guint count)
{
  self->lie = lie;
  g_free (self->path);
  self->path = g_strdup (path);
  self->first = first;
  self->count = count;
}

/**
 * fake_plan_choose:
 *
 * Returns: what the next request is told, which counts as one of the plan
 */
FakeLie
fake_plan_choose (FakePlan *self, const char *path)
{
  if (self->lie == FAKE_HONEST || !g_str_has_prefix (path, self->path))
    return FAKE_HONEST;
  if (self->first > 0)
    {
      self->first--;
      return FAKE_HONEST;
    }
  if (self->count == 0)
    return FAKE_HONEST;

  self->count--;
  return self->lie;
}
