/* ktg-problem-answer.c - the problems a device may be told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-problem-answer.h"

#include "ktg-timestamp.h"

#include <ktg-problem-json.h>

#include <string.h>

#define RETRY_LATER_S "60" /* short enough that a text which is filed meanwhile waits no longer */

static KtgHttpAnswer *
new_from_problem (const KtgProblem *problem)
{
  g_autoptr (GBytes) document = ktg_problem_write (problem);

  return ktg_http_answer_new_document (problem->status,
                                       problem->type + strlen (KTG_PROBLEM_PREFIX),
                                       document);
}

/**
 * ktg_problem_answer_new_clock:
 *
 * The request was signed at a time too far from the server's, which it is told.
 */
KtgHttpAnswer *
ktg_problem_answer_new_clock (gint64 now_ms)
{
  g_autofree char *now = ktg_timestamp_dup (now_ms);
  KtgProblem       problem = {
          .type = KTG_PROBLEM_PREFIX "clock",
          .title = "The request was signed at another time than the server's",
          .status = 401,
          .now = now,
  };

  return new_from_problem (&problem);
}

/**
 * ktg_problem_answer_new_offset:
 *
 * Nothing was taken: the file goes on at @expected_offset.
 */
KtgHttpAnswer *
ktg_problem_answer_new_offset (guint64 expected_offset)
{
  g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT, expected_offset);
  KtgHttpAnswer   *answer;
  KtgProblem       problem = {
          .type = KTG_PROBLEM_PREFIX "offset",
          .title = "The file goes on at another offset",
          .status = 409,
          .has_expected_offset = TRUE,
          .expected_offset = expected_offset,
  };

  answer = new_from_problem (&problem);
  ktg_http_answer_add_header (answer, "Upload-Offset", offset);
  ktg_http_answer_add_header (answer, "Upload-Complete", "?0");

  return answer;
}

/**
 * ktg_problem_answer_new_too_many:
 *
 * Of this device, or of strangers, there were too many requests.
 */
KtgHttpAnswer *
ktg_problem_answer_new_too_many (void)
{
  KtgHttpAnswer *answer
      = ktg_http_answer_new_problem (429, "busy", "That was one request too many");

  ktg_http_answer_add_header (answer, "Retry-After", "1");
  return answer;
}

/**
 * ktg_problem_answer_new_later:
 * @status: 429 or 503
 * @type: without the prefix
 *
 * Nothing was taken, and nothing is wrong with it: it waits until there is room again.
 */
KtgHttpAnswer *
ktg_problem_answer_new_later (guint status, const char *type, const char *title)
{
  KtgHttpAnswer *answer = ktg_http_answer_new_problem (status, type, title);

  ktg_http_answer_add_header (answer, "Retry-After", RETRY_LATER_S);
  return answer;
}
