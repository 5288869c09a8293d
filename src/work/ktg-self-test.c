/* ktg-self-test.c - ten invented cases, answered one by one
 *
 * What somebody answered is nowhere kept and told to nobody: it ends with the page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-self-test.h"

/* Every order is as likely as any other. */
static void
shuffle (GPtrArray *cases, guint32 seed)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);

  for (guint i = cases->len; i > 1; i--)
    {
      const guint    j = (guint)g_rand_int_range (chance, 0, (gint32)i);
      const gpointer last = cases->pdata[i - 1];

      cases->pdata[i - 1] = cases->pdata[j];
      cases->pdata[j] = last;
    }
}

/**
 * ktg_self_test_new:
 * @pack: packs, which outlive what is made here
 * @day: (nullable): today
 * @seed: chosen by the caller
 *
 * Returns: (transfer full): a test of %KTG_SELF_TEST_N_CASES cases, or of as many as the packs have
 */
KtgSelfTest *
ktg_self_test_new (const KtgPack *pack, const char *day, guint32 seed)
{
  KtgSelfTest *self = g_new0 (KtgSelfTest, 1);

  self->cases = ktg_pack_get_cases_on (pack, day);
  self->answers = g_array_new (FALSE, FALSE, sizeof (guint));
  shuffle (self->cases, seed);
  if (self->cases->len > KTG_SELF_TEST_N_CASES)
    g_ptr_array_set_size (self->cases, KTG_SELF_TEST_N_CASES);

  return self;
}

/**
 * ktg_self_test_free:
 * @self: (nullable) (transfer full): a test
 *
 * Nothing remains of what was answered.
 */
void
ktg_self_test_free (KtgSelfTest *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->cases);
  g_array_unref (self->answers);
  g_free (self);
}

/**
 * ktg_self_test_get_case:
 * @self: a test
 *
 * Returns: (transfer none) (nullable): the case in front; %NULL when it is over
 */
const KtgSampleCase *
ktg_self_test_get_case (const KtgSelfTest *self)
{
  return self->at < self->cases->len ? g_ptr_array_index (self->cases, self->at) : NULL;
}

/**
 * ktg_self_test_is_answered:
 * @self: a test
 *
 * Returns: whether the case in front has its answer
 */
gboolean
ktg_self_test_is_answered (const KtgSelfTest *self)
{
  return self->answers->len > self->at;
}

/**
 * ktg_self_test_answer:
 * @self: a test
 * @answer: from 0 on
 *
 * The first answer counts.
 *
 * Returns: whether it was taken
 */
gboolean
ktg_self_test_answer (KtgSelfTest *self, guint answer)
{
  const KtgSampleCase *sample = ktg_self_test_get_case (self);

  if (sample == NULL || ktg_self_test_is_answered (self) || answer >= sample->answers->len)
    return FALSE;

  g_array_append_val (self->answers, answer);
  return TRUE;
}

/**
 * ktg_self_test_go_on:
 * @self: a test
 *
 * To the next case, if this one has its answer.
 *
 * Returns: whether it went on
 */
gboolean
ktg_self_test_go_on (KtgSelfTest *self)
{
  if (!ktg_self_test_is_answered (self))
    return FALSE;

  self->at++;
  return TRUE;
}

/**
 * ktg_self_test_get_right:
 * @sample: a case
 *
 * Returns: which of its answers is right, from 0 on
 */
guint
ktg_self_test_get_right (const KtgSampleCase *sample)
{
  guint i = 0;

  while (!g_str_equal (((const KtgChoice *)g_ptr_array_index (sample->answers, i))->code,
                       sample->right))
    i++;

  return i;
}

static gboolean
is_right (const KtgSelfTest *self, guint i)
{
  return g_array_index (self->answers, guint, i)
         == ktg_self_test_get_right (g_ptr_array_index (self->cases, i));
}

/**
 * ktg_self_test_count_right:
 * @self: a test
 *
 * Returns: how many were answered right so far
 */
guint
ktg_self_test_count_right (const KtgSelfTest *self)
{
  guint n = 0;

  for (guint i = 0; i < self->answers->len; i++)
    n += is_right (self, i);

  return n;
}

/**
 * ktg_self_test_get_to_read:
 * @self: a test
 *
 * Returns: (transfer container) (element-type utf8): what the cases that were not answered right
 * are about, by the codes of the library; each once
 */
GPtrArray *
ktg_self_test_get_to_read (const KtgSelfTest *self)
{
  GPtrArray *codes = g_ptr_array_new ();

  for (guint i = 0; i < self->answers->len; i++)
    {
      const KtgSampleCase *sample = g_ptr_array_index (self->cases, i);

      for (guint j = 0; !is_right (self, i) && j < sample->see->len; j++)
        {
          gpointer code = g_ptr_array_index (sample->see, j);

          if (!g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
            g_ptr_array_add (codes, code);
        }
    }

  return codes;
}
