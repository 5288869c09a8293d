/* ktg-evidence.c - one file of evidence, as a report names it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence.h"

#include <string.h>

/* by KtgOrigin; an unknown one is part of the rest */
static const char *const origin_names[] = {
  "", "camera", "whatsapp_photo", "whatsapp_document", "screenshot", "scan", "download", NULL,
};

static const KtgField posted_fields[] = {
  { "where", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPosted, where) },
  { "account", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPosted, account) },
  { "url", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPosted, url) },
  { "when", KTG_FIELD_TIME, G_STRUCT_OFFSET (KtgPosted, when) },
  { "found", KTG_FIELD_TIME, G_STRUCT_OFFSET (KtgPosted, found) },
  { NULL, KTG_FIELD_REST, G_STRUCT_OFFSET (KtgPosted, rest) },
};

KTG_DEFINE_RECORD (KtgPosted, ktg_posted, posted_fields)

static const KtgField position_fields[] = {
  { "latitude", KTG_FIELD_REAL, G_STRUCT_OFFSET (KtgEvidence, latitude), KTG_NEED_WHOLE, -90, 90 },
  { "longitude",
    KTG_FIELD_REAL,
    G_STRUCT_OFFSET (KtgEvidence, longitude),
    KTG_NEED_WHOLE,
    -180,
    180 },
  { NULL, KTG_FIELD_REST, G_STRUCT_OFFSET (KtgEvidence, position_rest) },
};

static const KtgRecord position = KTG_GROUP (position_fields);

static const KtgField preview_fields[] = {
  { "sha256", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgEvidence, preview_sha256), KTG_NEED_WHOLE },
  { "bytes",
    KTG_FIELD_NUMBER,
    G_STRUCT_OFFSET (KtgEvidence, preview_size_bytes),
    KTG_NEED_WHOLE,
    1 },
  { NULL, KTG_FIELD_REST, G_STRUCT_OFFSET (KtgEvidence, preview_rest) },
};

static const KtgRecord preview = KTG_GROUP (preview_fields);

static const KtgField evidence_fields[] = {
  { "sha256", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgEvidence, sha256), KTG_NEED_ALWAYS },
  { "bytes", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgEvidence, size_bytes), KTG_NEED_ALWAYS, 1 },
  { "media_type",
    KTG_FIELD_MEDIA_TYPE,
    G_STRUCT_OFFSET (KtgEvidence, media_type),
    KTG_NEED_ALWAYS },
  { "original_name",
    KTG_FIELD_FILE_NAME,
    G_STRUCT_OFFSET (KtgEvidence, original_name),
    KTG_NEED_ALWAYS },
  { "origin", KTG_FIELD_CHOICE, G_STRUCT_OFFSET (KtgEvidence, origin), .names = origin_names },
  { "taken", KTG_FIELD_TIME, G_STRUCT_OFFSET (KtgEvidence, taken) },
  { "camera", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvidence, camera) },
  { "position",
    KTG_FIELD_GROUP,
    .record = &position,
    .flag = G_STRUCT_OFFSET (KtgEvidence, has_position) },
  { "posted",
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (KtgEvidence, posted),
    .record = &ktg_posted_record,
    .flag = G_STRUCT_OFFSET (KtgEvidence, is_not_posted) },
  { "gesture", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvidence, gesture) },
  { "caption", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvidence, caption) },
  { "preview", KTG_FIELD_GROUP, .record = &preview },
  { NULL, KTG_FIELD_REST, G_STRUCT_OFFSET (KtgEvidence, rest) },
};

KTG_DEFINE_RECORD (KtgEvidence, ktg_evidence, evidence_fields)

/* What phones, WhatsApp and scanners call their files, lowercase; the first that begins the name
 * wins. */
static const struct
{
  const char *beginning;
  KtgOrigin   origin;
} beginnings[] = {
  { "whatsapp image", KTG_ORIGIN_WHATSAPP_PHOTO },
  { "whatsapp document", KTG_ORIGIN_WHATSAPP_DOCUMENT },
  { "screenshot", KTG_ORIGIN_SCREENSHOT },
  { "screen shot", KTG_ORIGIN_SCREENSHOT },
  { "tangkapan layar", KTG_ORIGIN_SCREENSHOT },
  { "scan", KTG_ORIGIN_SCAN },
  { "camscanner", KTG_ORIGIN_SCAN },
  { "adobe scan", KTG_ORIGIN_SCAN },
  { "pindai", KTG_ORIGIN_SCAN },
  { "hasil pindai", KTG_ORIGIN_SCAN },
  { "cuplikan layar", KTG_ORIGIN_SCREENSHOT },
  { "cuplikan-layar", KTG_ORIGIN_SCREENSHOT },
  { "cuplikanlayar", KTG_ORIGIN_SCREENSHOT },
  { "tangkapanlayar", KTG_ORIGIN_SCREENSHOT },
  { "tangkapan-layar", KTG_ORIGIN_SCREENSHOT },
  { "tangkapan_layar", KTG_ORIGIN_SCREENSHOT },
  { "screencast", KTG_ORIGIN_SCREENSHOT },
  { "screen recording", KTG_ORIGIN_SCREENSHOT },
  { "screen_recording", KTG_ORIGIN_SCREENSHOT },
  { "screenrecorder", KTG_ORIGIN_SCREENSHOT },
  { "screen-20", KTG_ORIGIN_SCREENSHOT },
  { "rekaman layar", KTG_ORIGIN_SCREENSHOT },
  { "gambar whatsapp", KTG_ORIGIN_WHATSAPP_PHOTO },
  { "video whatsapp", KTG_ORIGIN_WHATSAPP_PHOTO },
  { "whatsapp video", KTG_ORIGIN_WHATSAPP_PHOTO },
  { "whatsapp audio", KTG_ORIGIN_WHATSAPP_DOCUMENT },
  { "whatsapp ptt", KTG_ORIGIN_WHATSAPP_DOCUMENT },
  { "whatsapp chat", KTG_ORIGIN_WHATSAPP_DOCUMENT },
  { "chat whatsapp", KTG_ORIGIN_WHATSAPP_DOCUMENT },
  { "photo_20", KTG_ORIGIN_DOWNLOAD }, /* Telegram */
  { "video_20", KTG_ORIGIN_DOWNLOAD },
  { "telegram", KTG_ORIGIN_DOWNLOAD },
  { "fb_img_", KTG_ORIGIN_DOWNLOAD },
  { "download", KTG_ORIGIN_DOWNLOAD },
  { "unduh", KTG_ORIGIN_DOWNLOAD },
  { "img_", KTG_ORIGIN_CAMERA },
  { "img2", KTG_ORIGIN_CAMERA },
  { "pxl_", KTG_ORIGIN_CAMERA },
  { "dsc", KTG_ORIGIN_CAMERA },
  { "dcim", KTG_ORIGIN_CAMERA },
  { "p_2", KTG_ORIGIN_CAMERA },
};

/* "img-20241112-wa0003": a media kind, eight digits, "-wa", digits. */
static gboolean
is_whatsapp_name (const char *name, const char *media)
{
  gsize length = strlen (media);

  return g_str_has_prefix (name, media) && strspn (name + length, "0123456789") == 8
         && g_str_has_prefix (name + length + 8, "-wa") && g_ascii_isdigit (name[length + 11]);
}

/**
 * ktg_posted_new:
 *
 * Returns: (transfer full): a publication of which nothing is said
 */
KtgPosted *
ktg_posted_new (void)
{
  return ktg_record_new (&ktg_posted_record);
}

/**
 * ktg_evidence_new:
 *
 * Returns: (transfer full): evidence of which nothing is said
 */
KtgEvidence *
ktg_evidence_new (void)
{
  return ktg_record_new (&ktg_evidence_record);
}

/**
 * ktg_origin_get_code:
 * @origin: how a file came
 *
 * Returns: (nullable): its code in the list "origins" of the packs; %NULL if it is not known
 */
const char *
ktg_origin_get_code (KtgOrigin origin)
{
  return origin != KTG_ORIGIN_UNKNOWN ? origin_names[origin] : NULL;
}

/**
 * ktg_origin_guess:
 * @original_name: a file's base name
 *
 * Where a file probably comes from, by the names that phones, WhatsApp and scanners give. It is a
 * suggestion: a name proves nothing.
 *
 * Returns: an origin, %KTG_ORIGIN_UNKNOWN for a name that says nothing
 */
KtgOrigin
ktg_origin_guess (const char *original_name)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (original_name != NULL, KTG_ORIGIN_UNKNOWN);

  name = g_ascii_strdown (original_name, -1);

  if (is_whatsapp_name (name, "img-") || is_whatsapp_name (name, "vid-"))
    return KTG_ORIGIN_WHATSAPP_PHOTO;

  if (is_whatsapp_name (name, "doc-") || is_whatsapp_name (name, "ptt-")
      || is_whatsapp_name (name, "aud-"))
    return KTG_ORIGIN_WHATSAPP_DOCUMENT;

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (name, beginnings[i].beginning))
      return beginnings[i].origin;

  return KTG_ORIGIN_UNKNOWN;
}
