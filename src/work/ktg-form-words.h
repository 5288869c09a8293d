/* ktg-form-words.h - what stands in the fields of a form, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>
#include <ktg-region-tree.h>

G_BEGIN_DECLS

/* What codes mean, and to whom. */
typedef struct
{
  const KtgPack       *pack;
  const KtgRegionTree *regions; /* or NULL */
  const char          *language;
} KtgFormReader;

char       *ktg_form_words_dup (const KtgFormReader *reader,
                                const KtgFormField  *field,
                                const KtgReport     *report);
char       *ktg_form_words_dup_persons (const KtgFormReader *reader,
                                        const KtgFormField  *field,
                                        const KtgReport     *report);
char       *ktg_form_words_dup_unknown (const KtgValues *values, const char *code);
char       *ktg_form_words_dup_issued (const KtgFormReader *reader,
                                       const KtgFormField  *field,
                                       const KtgReport     *report);
const char *ktg_form_words_get_masked (void);

G_END_DECLS
