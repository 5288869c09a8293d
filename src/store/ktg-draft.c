/* ktg-draft.c - a report being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft.h"

#include <ktg-random.h>

struct _KtgDraft
{
  GObject parent_instance;

  char         *id;
  KtgReport    *report;
  KtgAmendment *amends; /* NULL of a new report */
};

G_DEFINE_FINAL_TYPE (KtgDraft, ktg_draft, G_TYPE_OBJECT)

static void
ktg_draft_finalize (GObject *object)
{
  KtgDraft *self = KTG_DRAFT (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->report, ktg_report_free);
  g_clear_pointer (&self->amends, ktg_amendment_free);

  G_OBJECT_CLASS (ktg_draft_parent_class)->finalize (object);
}

static void
ktg_draft_class_init (KtgDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_draft_finalize;
}

static void
ktg_draft_init (KtgDraft *self)
{
}

/**
 * ktg_draft_new:
 * @id: (nullable): the id the report will be filed under; %NULL makes a fresh one
 * @report: copied
 */
KtgDraft *
ktg_draft_new (const char *id, const KtgReport *report)
{
  return ktg_draft_new_amendment (id, report, NULL);
}

/**
 * ktg_draft_new_amendment:
 * @id: (nullable): of the draft alone: the report keeps its own; %NULL makes a fresh one
 * @report: what it is to say; copied
 * @amends: (nullable): what it takes the place of; copied. %NULL: nothing, it is a new report
 *
 * Returns: (transfer full): a draft
 */
KtgDraft *
ktg_draft_new_amendment (const char *id, const KtgReport *report, const KtgAmendment *amends)
{
  KtgDraft *self;

  g_return_val_if_fail (report != NULL, NULL);

  self = g_object_new (KTG_TYPE_DRAFT, NULL);
  self->id = id != NULL ? g_strdup (id) : ktg_random_dup_uuid ();
  self->report = ktg_report_copy (report);
  self->amends = ktg_amendment_copy (amends);
  return self;
}

/**
 * ktg_draft_get_id:
 *
 * Returns: (transfer none): its UUID, which a new report will keep
 */
const char *
ktg_draft_get_id (KtgDraft *self)
{
  g_return_val_if_fail (KTG_IS_DRAFT (self), NULL);

  return self->id;
}

/**
 * ktg_draft_get_report:
 *
 * Returns: (transfer none): what is written so far
 */
const KtgReport *
ktg_draft_get_report (KtgDraft *self)
{
  g_return_val_if_fail (KTG_IS_DRAFT (self), NULL);

  return self->report;
}

/**
 * ktg_draft_get_amends:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): what it is to take the place of; %NULL of a new report
 */
const KtgAmendment *
ktg_draft_get_amends (KtgDraft *self)
{
  g_return_val_if_fail (KTG_IS_DRAFT (self), NULL);

  return self->amends;
}
