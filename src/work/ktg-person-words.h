/* ktg-person-words.h - what people in a report are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-report.h>

G_BEGIN_DECLS

const char *ktg_person_role_get_title (KtgPersonRole role);
const char *ktg_person_words_get_part (const char *part);

G_END_DECLS
