/* ktg-evidence.c - one file of evidence, as a report names it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence.h"

#include "ktg-text-fields.h"

#include <string.h>

static const gsize posted_texts[] = {
  G_STRUCT_OFFSET (KtgPosted, where), G_STRUCT_OFFSET (KtgPosted, account),
  G_STRUCT_OFFSET (KtgPosted, url),   G_STRUCT_OFFSET (KtgPosted, when),
  G_STRUCT_OFFSET (KtgPosted, found), KTG_TEXT_FIELDS_END,
};

static const gsize evidence_texts[] = {
  G_STRUCT_OFFSET (KtgEvidence, sha256),
  G_STRUCT_OFFSET (KtgEvidence, media_type),
  G_STRUCT_OFFSET (KtgEvidence, original_name),
  G_STRUCT_OFFSET (KtgEvidence, taken),
  G_STRUCT_OFFSET (KtgEvidence, camera),
  G_STRUCT_OFFSET (KtgEvidence, gesture),
  G_STRUCT_OFFSET (KtgEvidence, caption),
  G_STRUCT_OFFSET (KtgEvidence, preview_sha256),
  KTG_TEXT_FIELDS_END,
};

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

static gboolean
is_equal_or_both_null (const KtgPosted *a, const KtgPosted *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return ktg_posted_equal (a, b);
}

/* "img-20241112-wa0003": a media kind, eight digits, "-wa", digits. */
static gboolean
is_whatsapp_name (const char *name, const char *media)
{
  gsize length = strlen (media);

  return g_str_has_prefix (name, media) && strspn (name + length, "0123456789") == 8
         && g_str_has_prefix (name + length + 8, "-wa") && g_ascii_isdigit (name[length + 11]);
}

KtgPosted *
ktg_posted_new (void)
{
  return g_new0 (KtgPosted, 1);
}

KtgPosted *
ktg_posted_copy (const KtgPosted *posted)
{
  KtgPosted *copy = NULL;

  if (posted == NULL)
    return NULL;

  copy = ktg_posted_new ();
  ktg_text_fields_copy (posted_texts, copy, posted);
  return copy;
}

void
ktg_posted_free (KtgPosted *posted)
{
  if (posted == NULL)
    return;

  ktg_text_fields_clear (posted_texts, posted);
  g_free (posted);
}

gboolean
ktg_posted_equal (const KtgPosted *a, const KtgPosted *b)
{
  return ktg_text_fields_equal (posted_texts, a, b);
}

KtgEvidence *
ktg_evidence_new (void)
{
  return g_new0 (KtgEvidence, 1);
}

KtgEvidence *
ktg_evidence_copy (const KtgEvidence *evidence)
{
  KtgEvidence *copy = NULL;

  if (evidence == NULL)
    return NULL;

  copy = g_memdup2 (evidence, sizeof *evidence);
  ktg_text_fields_copy (evidence_texts, copy, evidence);
  copy->posted = ktg_posted_copy (evidence->posted);
  return copy;
}

void
ktg_evidence_free (KtgEvidence *evidence)
{
  if (evidence == NULL)
    return;

  ktg_text_fields_clear (evidence_texts, evidence);
  ktg_posted_free (evidence->posted);
  g_free (evidence);
}

gboolean
ktg_evidence_equal (const KtgEvidence *a, const KtgEvidence *b)
{
  return a->size_bytes == b->size_bytes && a->origin == b->origin
         && a->has_position == b->has_position
         && (!a->has_position || (a->latitude == b->latitude && a->longitude == b->longitude))
         && a->is_not_posted == b->is_not_posted && a->preview_size_bytes == b->preview_size_bytes
         && is_equal_or_both_null (a->posted, b->posted)
         && ktg_text_fields_equal (evidence_texts, a, b);
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

  if (is_whatsapp_name (name, "img-"))
    return KTG_ORIGIN_WHATSAPP_PHOTO;

  if (is_whatsapp_name (name, "doc-"))
    return KTG_ORIGIN_WHATSAPP_DOCUMENT;

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (name, beginnings[i].beginning))
      return beginnings[i].origin;

  return KTG_ORIGIN_UNKNOWN;
}
