/* ktg-picture-record.c - whether an answer can be one
 *
 * Whoever answers read a stranger's bytes, and may be in the hands of that stranger.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-record.h"

#include "ktg-plain-text.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

static gboolean
is_flag (gint32 value)
{
  return value == FALSE || value == TRUE;
}

static gboolean
is_within (gint32 side, gint32 least, gint32 most)
{
  return side >= least && side <= most;
}

static gboolean
is_plain (const char *text, gsize n_bytes)
{
  g_autofree char *plain = NULL;

  if (memchr (text, '\0', n_bytes) == NULL)
    return FALSE;

  plain = ktg_plain_text (text, n_bytes);
  return g_str_equal (text, plain != NULL ? plain : "");
}

static gboolean
is_moment (const char *taken)
{
  g_autoptr (GDateTime) moment = NULL;

  if (taken[0] == '\0')
    return TRUE;

  moment = g_date_time_new_from_iso8601 (taken, NULL);
  return moment != NULL && strlen (taken) == strlen ("2022-08-14T10:01:02+07:00");
}

static gboolean
is_position (const KtgPictureAnswer *answer)
{
  return isfinite (answer->latitude) && isfinite (answer->longitude)
         && fabs (answer->latitude) <= 90 && fabs (answer->longitude) <= 180;
}

static gboolean
is_as_long_as_said (const KtgPictureAnswer *answer, const KtgPictureRequest *request)
{
  if (request->form == KTG_PICTURE_AS_PREVIEW)
    return answer->n_bytes > 0 && answer->n_bytes <= KTG_PREVIEW_MAX_BYTES;
  if (request->form == KTG_PICTURE_AS_COVERED_COPY || request->form == KTG_PICTURE_AS_PRINT_COPY)
    return answer->n_bytes > 0 && answer->n_bytes <= KTG_COVERED_COPY_MAX_BYTES;
  if (request->form == KTG_PICTURE_AS_CODES)
    return answer->n_bytes <= KTG_PICTURE_CODES_MAX_BYTES;

  return is_within (answer->n_channels, 3, 4)
         && answer->n_bytes
                == (guint64)answer->width * (guint64)answer->height * (guint64)answer->n_channels;
}

static gboolean
is_shown_as_asked (const KtgPictureAnswer *answer, const KtgPictureRequest *request)
{
  if (answer->fate != KTG_PICTURE_SHOWN)
    return answer->n_bytes == 0;

  return is_within (answer->own_width, 1, KTG_PICTURE_MAX_SIDE)
         && is_within (answer->own_height, 1, KTG_PICTURE_MAX_SIDE)
         && is_within (answer->width, 1, request->max_width)
         && is_within (answer->height, 1, request->max_height)
         && is_as_long_as_said (answer, request);
}

/**
 * ktg_picture_answer_is_sound:
 * @answer: as it came
 * @request: to what
 *
 * Returns: whether each of its members is one that may be believed
 */
gboolean
ktg_picture_answer_is_sound (const KtgPictureAnswer *answer, const KtgPictureRequest *request)
{
  return memcmp (answer->magic, KTG_PICTURE_MAGIC, sizeof answer->magic) == 0
         && is_within (answer->fate, KTG_PICTURE_SHOWN, KTG_PICTURE_BROKEN)
         && is_flag (answer->is_truncated) && is_flag (answer->has_position) && is_position (answer)
         && is_plain (answer->taken, sizeof answer->taken) && is_moment (answer->taken)
         && is_plain (answer->camera, sizeof answer->camera) && is_shown_as_asked (answer, request);
}
