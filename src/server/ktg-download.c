/* ktg-download.c - GET /v1/files/{hash} and GET /v1/packs/{name}
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-download.h"

#include "ktg-byte-range.h"
#include "ktg-catalog.h"
#include "ktg-depot-reader.h"
#include "ktg-service.h"

#include <ktg-pack-parcel.h>
#include <ktg-sha256.h>

typedef struct
{
  KtgService     *service;
  KtgHttpRequest *request;
  KtgDevice      *device;
  gboolean        is_allowed;
} Download;

static void
download_free (Download *self)
{
  ktg_device_unref (self->device);
  ktg_http_request_unref (self->request);
  g_free (self);
}

/* What a device may not see and what is not there look the same to it. */
static KtgHttpAnswer *
new_unknown_answer (void)
{
  return ktg_http_answer_new_problem (404, "unknown-file", "There is no such file for this device");
}

static KtgHttpAnswer *
new_beyond_answer (guint64 size_bytes)
{
  g_autofree char *range = g_strdup_printf ("bytes */%" G_GUINT64_FORMAT, size_bytes);
  KtgHttpAnswer   *answer = ktg_http_answer_new_problem (416, "range", "The file ends before that");

  ktg_http_answer_add_header (answer, "Content-Range", range);
  return answer;
}

static KtgHttpAnswer *
new_part_answer (KtgDepotReader *reader, const KtgByteRange *part, guint64 size_bytes)
{
  g_autofree char *range
      = g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT,
                         part->first,
                         part->first + part->n_bytes - 1,
                         size_bytes);
  KtgHttpAnswer *answer = ktg_http_answer_new_file (206,
                                                    "application/octet-stream",
                                                    ktg_depot_reader_steal_fd (reader),
                                                    part->first,
                                                    part->n_bytes);

  ktg_http_answer_add_header (answer, "Content-Range", range);
  return answer;
}

static KtgHttpAnswer *
new_answer_of (KtgDepotReader *reader, const char *wanted)
{
  guint64      size_bytes = ktg_depot_reader_get_size (reader);
  KtgByteRange part;

  switch (ktg_byte_range_read (wanted, size_bytes, &part))
    {
    case KTG_BYTE_RANGE_PART:
      return new_part_answer (reader, &part, size_bytes);
    case KTG_BYTE_RANGE_BEYOND:
      return new_beyond_answer (size_bytes);
    case KTG_BYTE_RANGE_WHOLE:
    default:
      return ktg_http_answer_new_file (200,
                                       "application/octet-stream",
                                       ktg_depot_reader_steal_fd (reader),
                                       0,
                                       size_bytes);
    }
}

static KtgHttpAnswer *
new_file_answer (Download *self)
{
  const char    *sha256 = ktg_http_request_get_parameter (self->request);
  KtgHttpAnswer *answer;
  g_autoptr (KtgDepotReader) reader
      = ktg_depot_reader_open (ktg_archive_get_depot (self->service->archive), sha256, NULL);

  if (reader == NULL)
    {
      g_warning ("%s: a file that is held cannot be opened", sha256);
      return ktg_http_answer_new_problem (500, "damaged", "The file cannot be read");
    }

  answer = new_answer_of (reader, ktg_http_request_get_header (self->request, "Range"));
  ktg_http_answer_add_header (answer, "Accept-Ranges", "bytes");
  ktg_http_answer_add_header (answer, "Content-Disposition", "attachment");
  ktg_http_answer_add_header (answer, "X-Content-Type-Options", "nosniff");
  ktg_http_answer_add_header (answer, "Cache-Control", "no-store");
  return answer;
}

static void
answer_download (gpointer data)
{
  Download *self = data;

  ktg_http_request_answer (self->request, new_file_answer (self));
  download_free (self);
}

static gboolean
download_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Download *self = data;

  return ktg_catalog_may_fetch (catalog,
                                self->device,
                                ktg_http_request_get_parameter (self->request),
                                &self->is_allowed,
                                error);
}

static void
download_done (gpointer data, const GError *error)
{
  Download *self = data;

  if (error == NULL && self->is_allowed)
    {
      ktg_desk_push (self->service->desk, answer_download, self);
      return;
    }

  ktg_http_request_answer (self->request,
                           error != NULL ? ktg_http_answer_new_busy () : new_unknown_answer ());
  download_free (self);
}

static void
begin (KtgService *service, KtgHttpRequest *request, KtgDevice *device)
{
  static const KtgWriterJob job = { download_work, download_done };
  Download                 *self = g_new0 (Download, 1);

  self->service = service;
  self->request = ktg_http_request_ref (request);
  self->device = device;
  if (ktg_writer_push (ktg_archive_get_writer (service->archive), &job, self))
    return;

  ktg_http_request_answer (request, ktg_http_answer_new_busy ());
  download_free (self);
}

/**
 * ktg_download_file_ready:
 * @service: the #KtgService
 *
 * On an HTTP thread.
 */
void
ktg_download_file_ready (KtgHttpRequest *request, gpointer service)
{
  KtgService *self = service;
  g_autoptr (KtgDevice) device = NULL;
  KtgHttpAnswer *refusal
      = ktg_admission_check (self->admission, request, ktg_service_get_now_ms (), &device);

  if (refusal == NULL && !ktg_sha256_is_hex (ktg_http_request_get_parameter (request)))
    refusal = new_unknown_answer ();

  if (refusal != NULL)
    ktg_http_request_answer (request, refusal);
  else
    begin (self, request, g_steal_pointer (&device));
}

static KtgHttpAnswer *
new_packed_answer (const KtgShelvedPack *pack, const KtgByteRange *part)
{
  gsize            size_bytes = g_bytes_get_size (pack->packed);
  g_autofree char *range
      = g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%" G_GSIZE_FORMAT,
                         part->first,
                         part->first + part->n_bytes - 1,
                         size_bytes);
  g_autoptr (GBytes) content
      = g_bytes_new_from_bytes (pack->packed, (gsize)part->first, (gsize)part->n_bytes);
  KtgHttpAnswer *answer = ktg_http_answer_new (206, "application/gzip", content);

  ktg_http_answer_add_header (answer, "Content-Range", range);
  return answer;
}

static KtgHttpAnswer *
new_whole_answer (const KtgShelvedPack *pack)
{
  g_autoptr (GBytes) parcel = ktg_pack_parcel_write (pack->word, pack->content);

  return ktg_http_answer_new (200, "application/octet-stream", parcel);
}

/* A part of it is one of its gzip, which is the same each time. */
static KtgHttpAnswer *
new_pack_answer (KtgHttpRequest *request, const KtgShelvedPack *pack)
{
  const char  *wanted = ktg_http_request_get_header (request, "Range");
  guint64      size_bytes = g_bytes_get_size (pack->packed);
  KtgByteRange part;

  switch (ktg_byte_range_read (wanted, size_bytes, &part))
    {
    case KTG_BYTE_RANGE_PART:
      return new_packed_answer (pack, &part);
    case KTG_BYTE_RANGE_BEYOND:
      return new_beyond_answer (size_bytes);
    case KTG_BYTE_RANGE_WHOLE:
    default:
      return new_whole_answer (pack);
    }
}

/**
 * ktg_download_pack_ready:
 * @service: the #KtgService
 *
 * On an HTTP thread.
 */
void
ktg_download_pack_ready (KtgHttpRequest *request, gpointer service)
{
  KtgService *self = service;
  g_autoptr (KtgDevice) device = NULL;
  g_autoptr (KtgShelvedPack) pack = NULL;
  KtgHttpAnswer *answer
      = ktg_admission_check (self->admission, request, ktg_service_get_now_ms (), &device);

  if (answer == NULL)
    {
      pack = ktg_shelf_dup_pack (ktg_archive_get_shelf (self->archive),
                                 ktg_http_request_get_parameter (request));
      answer = pack != NULL
                   ? new_pack_answer (request, pack)
                   : ktg_http_answer_new_problem (404, "unknown-pack", "There is no such pack");
    }

  ktg_http_request_answer (request, answer);
}
