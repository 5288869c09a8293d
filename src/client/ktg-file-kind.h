/* ktg-file-kind.h - what kind of thing a file of evidence is, to whoever looks at it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-evidence.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_FILE_KIND_PHOTO,
  KTG_FILE_KIND_SCREENSHOT,
  KTG_FILE_KIND_SCAN,
  KTG_FILE_KIND_DOCUMENT,
  KTG_FILE_KIND_SOUND,
  KTG_FILE_KIND_FILM,
} KtgFileKind;

KtgFileKind ktg_file_kind_of (const KtgEvidence *evidence);
const char *ktg_file_kind_get_name (KtgFileKind kind);
const char *ktg_file_kind_get_icon_name (KtgFileKind kind);
char       *ktg_file_kind_dup_position (const KtgEvidence *evidence, guint i, guint n_files);
char       *ktg_file_kind_dup_taken (const KtgEvidence *evidence);

G_END_DECLS
