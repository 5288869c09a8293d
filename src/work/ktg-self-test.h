/* ktg-self-test.h - ten invented cases, answered one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>

G_BEGIN_DECLS

#define KTG_SELF_TEST_N_CASES 10

typedef struct
{
  GPtrArray *cases;   /* (element-type KtgSampleCase): what is asked, the pack's */
  guint      at;      /* which of them stands in front */
  GArray    *answers; /* of guint: which answer was taken of those that were asked */
} KtgSelfTest;

KtgSelfTest         *ktg_self_test_new (const KtgPack *pack, const char *day, guint32 seed);
void                 ktg_self_test_free (KtgSelfTest *self);
const KtgSampleCase *ktg_self_test_get_case (const KtgSelfTest *self);
gboolean             ktg_self_test_is_answered (const KtgSelfTest *self);
gboolean             ktg_self_test_answer (KtgSelfTest *self, guint answer);
gboolean             ktg_self_test_go_on (KtgSelfTest *self);
guint                ktg_self_test_get_right (const KtgSampleCase *sample);
guint                ktg_self_test_count_right (const KtgSelfTest *self);
GPtrArray           *ktg_self_test_get_to_read (const KtgSelfTest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSelfTest, ktg_self_test_free)

G_END_DECLS
