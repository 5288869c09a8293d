/* ktg-account-section.h - what happened, in the officer's words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-section.h"

G_BEGIN_DECLS

#define KTG_TYPE_ACCOUNT_SECTION (ktg_account_section_get_type ())
G_DECLARE_FINAL_TYPE (KtgAccountSection, ktg_account_section, KTG, ACCOUNT_SECTION, AdwBin)

G_END_DECLS
