/* ktg-recap-print.c - a recap, to be put on paper
 *
 * What was counted when it was asked for is printed, whatever arrives meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recap-print.h"

#include <glib/gi18n.h>
#include <ktg-paper-recap.h>

struct _KtgRecapPrint
{
  GObject parent_instance;

  KtgSession   *session;
  KtgRecapSpan *span;
  KtgRecap     *recap;
};

static void ktg_recap_print_printable_init (KtgPrintableInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KtgRecapPrint,
                               ktg_recap_print,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KTG_TYPE_PRINTABLE,
                                                      ktg_recap_print_printable_init))

enum
{
  WAY_WHOLE,
  WAY_LIST,
};

static GStrv
ktg_recap_print_list_ways (KtgPrintable *printable, guint *first)
{
  const char *const ways[]
      = { [WAY_WHOLE] = _ ("Recap and list of reports"), [WAY_LIST] = _ ("List of reports"), NULL };

  *first = WAY_WHOLE;
  return g_strdupv ((GStrv)ways);
}

static KtgPaperRecap
get_subject (KtgPrintable *printable, guint way, gboolean is_named)
{
  KtgRecapPrint *self = KTG_RECAP_PRINT (printable);
  KtgMoment      now = ktg_session_now (self->session);
  KtgPaperRecap  subject = ktg_paper_recap_get (ktg_session_get_store (self->session),
                                               ktg_session_get_library (self->session),
                                               self->span,
                                               self->recap,
                                               &now);

  subject.is_list = way == WAY_LIST;
  subject.is_named = is_named;
  return subject;
}

static KtgPaper *
ktg_recap_print_new_paper (KtgPrintable *printable, guint way, gboolean is_named)
{
  const KtgPaperRecap subject = get_subject (printable, way, is_named);

  return ktg_paper_recap_new (&subject);
}

static char *
ktg_recap_print_dup_name (KtgPrintable *printable, guint way, gboolean is_named)
{
  const KtgPaperRecap subject = get_subject (printable, way, is_named);

  return ktg_paper_recap_dup_name (&subject);
}

static void
ktg_recap_print_printable_init (KtgPrintableInterface *interface)
{
  interface->list_ways = ktg_recap_print_list_ways;
  interface->new_paper = ktg_recap_print_new_paper;
  interface->dup_name = ktg_recap_print_dup_name;
}

static void
ktg_recap_print_finalize (GObject *object)
{
  KtgRecapPrint *self = KTG_RECAP_PRINT (object);

  g_clear_pointer (&self->span, ktg_recap_span_free);
  g_clear_pointer (&self->recap, ktg_recap_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_recap_print_parent_class)->finalize (object);
}

static void
ktg_recap_print_class_init (KtgRecapPrintClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_recap_print_finalize;
}

static void
ktg_recap_print_init (KtgRecapPrint *self)
{
}

/**
 * ktg_recap_print_new:
 * @session: whose reports are counted
 * @span: (transfer full): of which days
 * @recap: (transfer full): what was counted in them
 *
 * Returns: (transfer full): the recap and the list of its reports
 */
KtgPrintable *
ktg_recap_print_new (KtgSession *session, KtgRecapSpan *span, KtgRecap *recap)
{
  KtgRecapPrint *self = g_object_new (KTG_TYPE_RECAP_PRINT, NULL);

  self->session = g_object_ref (session);
  self->span = span;
  self->recap = recap;
  return KTG_PRINTABLE (self);
}
