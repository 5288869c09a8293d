/* ktg-usage.h - the words and options of a call
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-cli-verb.h"

G_BEGIN_DECLS

GOptionContext *ktg_usage_new_context (const char *parameters, const GOptionEntry *entries);
void            ktg_usage_complain (const char *reason, const char *verb);
void            ktg_usage_complain_of_both (const char *one, const char *other, const char *verb);
void            ktg_usage_take_profile (KtgCli *cli, const char *profile);
gboolean        ktg_usage_parse (KtgCli             *cli,
                                 const KtgCliVerb   *verb,
                                 const GOptionEntry *entries,
                                 GStrv               argv,
                                 GStrv              *words);

G_END_DECLS
