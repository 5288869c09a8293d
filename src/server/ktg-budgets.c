/* ktg-budgets.c - how much anybody may ask of the server, before it is worked on
 *
 * Strangers share two purses, of which one is for enrolling alone; each device has its own. A
 * device's newest request ends its oldest where it has too many, since a device whose link broke
 * knows that before the server does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-budgets.h"

/* A bucket of tokens that fills again. */
typedef struct
{
  double tokens;
  gint64 filled_us;
} Purse;

typedef struct
{
  Purse   requests;
  GQueue *under_way[KTG_ERRAND_UPLOAD + 1]; /* requests, not owned, the oldest first */
} Account;

struct _KtgBudgets
{
  GMutex      lock;
  Purse       strangers;
  Purse       enrolments;
  GHashTable *accounts; /* number of the device → Account */
};

static const guint most_under_way[] = {
  [KTG_ERRAND_QUESTION] = G_MAXUINT,
  [KTG_ERRAND_EXCHANGE] = 1,
  [KTG_ERRAND_UPLOAD] = KTG_BUDGET_UPLOADS,
};

static void
earn (Purse *self, double per_s, double at_once, gint64 now_us)
{
  const double earned = (double)MAX (now_us - self->filled_us, 0) / G_USEC_PER_SEC * per_s;

  self->tokens = self->filled_us == 0 ? at_once : MIN (self->tokens + earned, at_once);
  self->filled_us = MAX (now_us, 1);
}

static gboolean
spend (Purse *self, double price, double per_s, double at_once, gint64 now_us)
{
  earn (self, per_s, at_once, now_us);
  if (self->tokens < price)
    return FALSE;

  self->tokens -= price;
  return TRUE;
}

static void
account_free (gpointer data)
{
  Account *account = data;

  for (guint i = 0; i < G_N_ELEMENTS (account->under_way); i++)
    g_clear_pointer (&account->under_way[i], g_queue_free);
  g_free (account);
}

static Account *
ensure_account (KtgBudgets *self, gint64 device)
{
  Account *account = g_hash_table_lookup (self->accounts, &device);

  if (account != NULL)
    return account;

  account = g_new0 (Account, 1);
  for (guint i = 0; i < G_N_ELEMENTS (account->under_way); i++)
    account->under_way[i] = g_queue_new ();
  g_hash_table_insert (self->accounts, g_memdup2 (&device, sizeof device), account);
  return account;
}

/**
 * ktg_budgets_new:
 *
 * Returns: (transfer full): budgets of which nothing is spent
 */
KtgBudgets *
ktg_budgets_new (void)
{
  KtgBudgets *self = g_new0 (KtgBudgets, 1);

  g_mutex_init (&self->lock);
  self->accounts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, account_free);

  return self;
}

/**
 * ktg_budgets_free:
 *
 * Once no request is left.
 */
void
ktg_budgets_free (KtgBudgets *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->accounts);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * ktg_budgets_take_stranger:
 * @is_enrolment: whether it is about enrolling
 * @now_us: monotonic
 *
 * Somebody asks who is not enrolled, or not signed for by an enrolled key. From any thread.
 *
 * Returns: whether there is anything left for it
 */
gboolean
ktg_budgets_take_stranger (KtgBudgets *self, gboolean is_enrolment, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (is_enrolment)
    return spend (&self->enrolments,
                  1,
                  KTG_BUDGET_ENROLMENTS_PER_S,
                  KTG_BUDGET_ENROLMENTS_AT_ONCE,
                  now_us);

  return spend (&self->strangers,
                1,
                KTG_BUDGET_STRANGERS_PER_S,
                KTG_BUDGET_STRANGERS_AT_ONCE,
                now_us);
}

/**
 * ktg_budgets_take_request:
 * @device: its number; it has proven that it is the one. %KTG_BUDGET_STRANGER: one of all others
 * @price: in short requests
 * @now_us: monotonic
 *
 * From any thread.
 *
 * Returns: whether there is anything left of the device's own
 */
gboolean
ktg_budgets_take_request (KtgBudgets *self, gint64 device, guint price, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return spend (&ensure_account (self, device)->requests,
                price,
                KTG_BUDGET_REQUESTS_PER_S,
                KTG_BUDGET_REQUESTS_AT_ONCE,
                now_us);
}

/**
 * ktg_budgets_charge_links:
 * @device: its number, or %KTG_BUDGET_STRANGER
 * @n_links: that were read for it
 * @now_us: monotonic
 *
 * How much work there is in what says who is who is known once it was done. So it is paid then, and
 * what the device has not, it owes. From any thread.
 */
void
ktg_budgets_charge_links (KtgBudgets *self, gint64 device, guint n_links, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Purse *requests = &ensure_account (self, device)->requests;

  earn (requests, KTG_BUDGET_REQUESTS_PER_S, KTG_BUDGET_REQUESTS_AT_ONCE, now_us);
  requests->tokens -= n_links / KTG_BUDGET_LINKS_A_REQUEST;
}

/**
 * ktg_budgets_enter:
 * @request: not owned; must leave before it is freed
 *
 * Where the device has too many under way, its oldest is ended. From any thread.
 */
void
ktg_budgets_enter (KtgBudgets *self, gint64 device, KtgErrand errand, KtgHttpRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GQueue *under_way = ensure_account (self, device)->under_way[errand];

  while (under_way->length >= most_under_way[errand])
    ktg_http_request_cut (g_queue_pop_head (under_way));
  g_queue_push_tail (under_way, request);
}

/**
 * ktg_budgets_leave:
 *
 * As the last thing of a request, which may have been ended. From any thread.
 */
void
ktg_budgets_leave (KtgBudgets *self, gint64 device, KtgErrand errand, KtgHttpRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_queue_remove (ensure_account (self, device)->under_way[errand], request);
}
