/* ktg-editor-parts.h - the sections of the page on which a report is written, and what stands in
 * each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-section.h"

#include <ktg-filing-check.h>

G_BEGIN_DECLS

/* Ctrl and a digit goes to one of the first. */
typedef enum
{
  KTG_EDITOR_PART_EVIDENCE,
  KTG_EDITOR_PART_VIOLATION,
  KTG_EDITOR_PART_PERSONS,
  KTG_EDITOR_PART_PLACE,
  KTG_EDITOR_PART_TIME,
  KTG_EDITOR_PART_ACCOUNT,
  KTG_EDITOR_PART_KIND,
  KTG_EDITOR_PART_BEHALF,
  KTG_EDITOR_PART_KEPT,
  KTG_N_EDITOR_PARTS
} KtgEditorPart;

const char *const *ktg_editor_parts_get_places (KtgEditorPart part);
KtgEditorPart      ktg_editor_parts_find (const char *spine);
KtgEditorPart      ktg_editor_parts_find_lack (KtgFilingLack lack);
void               ktg_editor_parts_show (KtgEditorSection *const *sections,
                                          const KtgForm           *form,
                                          const KtgReport         *report);

G_END_DECLS
