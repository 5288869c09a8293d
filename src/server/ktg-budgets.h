/* ktg-budgets.h - how much anybody may ask of the server, before it is worked on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

G_BEGIN_DECLS

/* The table "Budgets" of docs/SERVER.md. */
#define KTG_BUDGET_STRANGERS_PER_S 100
#define KTG_BUDGET_STRANGERS_AT_ONCE 200
#define KTG_BUDGET_ENROLMENTS_PER_S 100
#define KTG_BUDGET_ENROLMENTS_AT_ONCE 1000
#define KTG_BUDGET_REQUESTS_PER_S 200
#define KTG_BUDGET_REQUESTS_AT_ONCE 400
#define KTG_BUDGET_OFFICE_PRICE 20    /* requests that one question about those below counts as */
#define KTG_BUDGET_LEVEL_PRICE 20     /* and one that asks whether what was carried is here */
#define KTG_BUDGET_ACCOUNT_PRICE 20   /* and one that asks who it is here */
#define KTG_BUDGET_LINKS_A_REQUEST 10 /* read to judge what a device brings */
#define KTG_BUDGET_UPLOADS 8
#define KTG_BUDGET_UNPACKED_BYTES (4 * 1024 * 1024)
#define KTG_BUDGET_WORK_BYTES (6 * 1024 * 1024)
#define KTG_BUDGET_EVENTS 1000
#define KTG_BUDGET_FILES 1000
#define KTG_BUDGET_CHALLENGES 1000
#define KTG_BUDGET_CHALLENGES_OF_ALL 65536
#define KTG_BUDGET_CHALLENGE_MS (10 * 60 * 1000)

typedef enum
{
  KTG_ERRAND_QUESTION, /* short, and answered at once */
  KTG_ERRAND_EXCHANGE, /* one at a time of a device */
  KTG_ERRAND_UPLOAD,   /* a few at a time of a device */
} KtgErrand;

typedef struct _KtgBudgets KtgBudgets;

#define KTG_BUDGET_STRANGER 0 /* in place of a device's number: all who are not known here */

KtgBudgets *ktg_budgets_new (void);
void        ktg_budgets_free (KtgBudgets *self);

gboolean ktg_budgets_take_stranger (KtgBudgets *self, gboolean is_enrolment, gint64 now_us);
gboolean ktg_budgets_take_request (KtgBudgets *self, gint64 device, guint price, gint64 now_us);
void     ktg_budgets_charge_links (KtgBudgets *self, gint64 device, guint n_links, gint64 now_us);

void ktg_budgets_enter (KtgBudgets *self, gint64 device, KtgErrand errand, KtgHttpRequest *request);
void ktg_budgets_leave (KtgBudgets *self, gint64 device, KtgErrand errand, KtgHttpRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgBudgets, ktg_budgets_free)

G_END_DECLS
