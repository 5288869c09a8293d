/* ktg-region-lines.h - the official list of regions, line by line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <ktg-region-row.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_REGION_FAULT_NONE,
  KTG_REGION_FAULT_NOT_UTF8,
  KTG_REGION_FAULT_NO_SEPARATOR, /* neither comma, semicolon nor tab */
  KTG_REGION_FAULT_BAD_CODE,     /* not digits and dots in 2.2.2.4 form */
  KTG_REGION_FAULT_NO_REGION,    /* its code has a part 00, or a village of no kind */
  KTG_REGION_FAULT_NO_NAME,      /* nothing with a letter where the name should be */
  KTG_REGION_FAULT_LONG_NAME,    /* as many bytes as KTG_REGION_NAME_BYTES, or more */
} KtgRegionFault;

typedef struct
{
  guint          line; /* from 1 */
  KtgRegionFault fault;
  char           code[KTG_REGION_CODE_BYTES]; /* or "" where it has not the form of one */
} KtgRegionBadLine;

/* A walk over lines "code,name", with a comma, a semicolon or a tab. Fields end with the line they
 * were read from. */
typedef struct
{
  const char    *rest;
  const char    *end;
  guint          line;   /* of what was read last */
  guint          n_read; /* lines that had anything to say */
  KtgRegionFault fault;
  char          *code;
  char          *name;
  char          *version; /* from "# version: 2025-04-25", or NULL */
} KtgRegionLines;

void     ktg_region_lines_init (KtgRegionLines *lines, GBytes *bytes);
void     ktg_region_lines_clear (KtgRegionLines *lines);
gboolean ktg_region_lines_next (KtgRegionLines *lines);
GArray  *ktg_region_lines_find_bad (GBytes *bytes, guint max);
GBytes  *ktg_region_lines_make_plain (GBytes *bytes, const char *version, guint *n_bad);
gboolean ktg_region_code_is_valid (const char *code);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtgRegionLines, ktg_region_lines_clear)

G_END_DECLS
