/* ktg-copy-json.c - what a copy of a report says of itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-copy-json.h"

#include "ktg-json-writer.h"

#define FORMAT 1

static void
write_file (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgCopiedFile *file = element;

  ktg_json_writer_put_text (writer, "name", file->name);
  ktg_json_writer_put_number (writer, "bytes", (gint64)file->size_bytes);
  ktg_json_writer_put_text (writer, "sha256", file->sha256);
}

/**
 * ktg_copy_json_write:
 * @account: of a copy
 *
 * Returns: (transfer full): one JSON document with a final newline
 */
GBytes *
ktg_copy_json_write (const KtgCopyAccount *account)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_number (writer, "format", FORMAT);
  ktg_json_writer_put_text (writer, "report", account->report_id);
  ktg_json_writer_put_text (writer, "number", account->number);
  ktg_json_writer_put_text (writer, "made", account->made);
  ktg_json_writer_put_text (writer, "device", account->device);
  ktg_json_writer_put_flag (writer, "whole", account->is_whole);
  ktg_json_writer_put_text_array (writer, "events", account->events);
  ktg_json_writer_write_each (writer, "files", account->files, write_file);
  ktg_json_writer_put_text_array (writer, "missing", account->missing);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
