/* ktg-report-file.c - a report as somebody wrote it into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-file.h"

#include <ktg-envelope.h>
#include <ktg-report-json.h>

/**
 * ktg_report_file_load:
 * @path: a file, or a pipe
 * @max_bytes: what is more is read by one byte only, so that its reader sees that it is too long
 * @error: #GIOErrorEnum
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
ktg_report_file_load (const char *path, gsize max_bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree guint8 *bytes = NULL;
  gsize              size_bytes = 0;

  if (stream == NULL)
    return NULL;

  bytes = g_malloc (max_bytes + 1);

  if (!g_input_stream_read_all (G_INPUT_STREAM (stream),
                                bytes,
                                max_bytes + 1,
                                &size_bytes,
                                NULL,
                                error))
    return NULL;

  return g_bytes_new (bytes, size_bytes);
}

/**
 * ktg_report_file_read:
 * @path: a file, or a pipe
 * @error: of wire, or #GIOErrorEnum
 *
 * Never reads more than a report may have, whatever the file is.
 *
 * Returns: (transfer full) (nullable): the report in it
 */
KtgReport *
ktg_report_file_read (const char *path, GError **error)
{
  g_autoptr (GBytes) text = ktg_report_file_load (path, KTG_EVENT_MAX_BYTES, error);

  return text != NULL ? ktg_report_json_parse (text, KTG_REPORT_JSON_INPUT, error) : NULL;
}
