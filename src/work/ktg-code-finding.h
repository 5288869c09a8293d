/* ktg-code-finding.h - which of the codes in a picture enrols a device
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *ktg_code_finding_dup_code (const char *const *texts, const char **problem);
char *ktg_code_finding_dup_letters (const char *code);

G_END_DECLS
