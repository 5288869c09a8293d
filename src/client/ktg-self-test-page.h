/* ktg-self-test-page.h - ten invented cases, one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-reference.h>

G_BEGIN_DECLS

#define KTG_TYPE_SELF_TEST_PAGE (ktg_self_test_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgSelfTestPage, ktg_self_test_page, KTG, SELF_TEST_PAGE, AdwBin)

GtkWidget *ktg_self_test_page_new (const KtgReference *reference, guint32 seed);
void       ktg_self_test_page_begin (KtgSelfTestPage *self);

G_END_DECLS
