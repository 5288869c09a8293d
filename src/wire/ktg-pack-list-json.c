/* ktg-pack-list-json.c - lists of packs: what a server hands out, what is here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-list-json.h"

#include "ktg-record-json.h"

static const KtgField shelf_fields[] = {
  { "name", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgShelfLine, name) },
  { "version", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgShelfLine, version) },
  { "sha256", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgShelfLine, sha256) },
  { "bytes", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgShelfLine, size_bytes), KTG_NEED_WRITTEN },
  { "packed", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgShelfLine, packed_bytes), KTG_NEED_WRITTEN },
  { "published", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgShelfLine, is_published), KTG_NEED_WRITTEN },
};

static const KtgRecord shelf = KTG_GROUP (shelf_fields);

static const KtgField title_fields[] = {
  { "id", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackLine, title_id) },
  { "en", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackLine, title_en) },
};

static const KtgRecord title = KTG_GROUP (title_fields);

static const KtgField line_fields[] = {
  { "name", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackLine, name) },
  { "version", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackLine, version) },
  { "title", KTG_FIELD_GROUP, .need = KTG_NEED_WRITTEN, .record = &title },
  { "standing", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackLine, standing) },
  { "verified", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgPackLine, is_verified), KTG_NEED_WRITTEN },
  { "received_at", KTG_FIELD_MOMENT_MS, G_STRUCT_OFFSET (KtgPackLine, received_at_ms) },
  { "publisher", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackLine, publisher) },
};

static const KtgRecord line = KTG_GROUP (line_fields);

typedef struct
{
  GPtrArray *lines;
  GPtrArray *faults;
} Held;

static const KtgField held_fields[] = {
  { "packs", KTG_FIELD_RECORDS, G_STRUCT_OFFSET (Held, lines), KTG_NEED_WRITTEN, .record = &line },
  { "left_out", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (Held, faults), KTG_NEED_WRITTEN },
};

static const KtgRecord held = KTG_GROUP (held_fields);

/**
 * ktg_pack_list_json_write:
 * @list: what a server said
 *
 * Returns: (transfer full): as a profile keeps it
 */
GBytes *
ktg_pack_list_json_write (const KtgPackList *list)
{
  return ktg_record_json_compose (&ktg_pack_list_record, list, FALSE);
}

/**
 * ktg_pack_list_json_parse:
 * @text: as a profile keeps it
 * @error: %KTG_WIRE_ERROR
 *
 * Returns: (transfer full) (nullable): what a server said
 */
KtgPackList *
ktg_pack_list_json_parse (GBytes *text, GError **error)
{
  return ktg_record_json_parse (text,
                                &ktg_pack_list_record,
                                &ktg_json_limits_exchange,
                                FALSE,
                                error);
}

/**
 * ktg_pack_list_json_write_shelf:
 * @lines: (element-type KtgShelfLine): what a server hands out
 *
 * Returns: (transfer full): `kentongan-server pack list --json`
 */
GBytes *
ktg_pack_list_json_write_shelf (GPtrArray *lines)
{
  return ktg_record_json_compose_list (&shelf, lines);
}

/**
 * ktg_pack_list_json_write_held:
 * @lines: (element-type KtgPackLine): what is here
 * @faults: (element-type utf8): what was left out, and why
 *
 * Returns: (transfer full): `ktg packs --json`
 */
GBytes *
ktg_pack_list_json_write_held (GPtrArray *lines, GPtrArray *faults)
{
  Held all = { lines, faults };

  return ktg_record_json_compose (&held, &all, TRUE);
}
