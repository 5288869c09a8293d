/* ktg-http-request-private.h - a request as the HTTP part sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

#include "ktg-http-budget.h"
#include "ktg-http-guard.h"

#include <microhttpd.h>
#include <stdatomic.h>

G_BEGIN_DECLS

/* The connection that a request came on. */
typedef struct
{
  int            fd;
  _Atomic gint64 deadline_us; /* monotonic */
  gboolean       linger;      /* its client may still be sending when it ends; HTTP thread only */
} KtgHttpLink;

typedef enum
{
  KTG_HTTP_WAIT_NONE,
  KTG_HTTP_WAIT_OWNER, /* for its answer, or that its body may come */
  KTG_HTTP_WAIT_PIECE, /* for more of an answer that is on its way */
} KtgHttpWait;

struct _KtgHttpRequest
{
  KtgHttpBudget *budget;

  /* set at the beginning, then only read */
  char      *method;
  char      *target; /* as sent */
  char      *path;
  char      *query;
  char      *parameter;
  GPtrArray *fields; /* name, value, name, value */
  guint64    content_length;

  /* HTTP thread only, until the owner gets it */
  gsize   held_bytes; /* of the budget */
  GBytes *sent_body;
  GBytes *body;

  GMutex                 lock;       /* guards all below */
  struct MHD_Connection *connection; /* NULL once it is over */
  KtgHttpLink           *link;
  KtgHttpWait            wait; /* while it does the connection is suspended */
  gboolean               accepted;
  gboolean               cut;
  gboolean               answered;
  gboolean               given_up; /* it may wait no more */
  KtgHttpAnswer         *answer;   /* until it is sent */

  gpointer       data;
  GDestroyNotify destroy_data;
  gpointer       ticket;
  GDestroyNotify destroy_ticket;
};

KtgHttpRequest *ktg_http_request_new (KtgHttpBudget         *budget,
                                      struct MHD_Connection *connection,
                                      KtgHttpLink           *link,
                                      const char            *target_at);
void            ktg_http_request_copy_head (KtgHttpRequest *self, const KtgHttpHead *head);
void            ktg_http_request_set_deadline (KtgHttpRequest *self, guint within_ms);
gboolean        ktg_http_request_reserve (KtgHttpRequest *self);
void            ktg_http_request_give_back (KtgHttpRequest *self);
gboolean ktg_http_request_suspend (KtgHttpRequest *self, gboolean or_accepted, guint within_ms);
KtgHttpAnswer *ktg_http_request_take_answer (KtgHttpRequest *self);
gboolean       ktg_http_request_detach (KtgHttpRequest *self);
gboolean       ktg_http_request_pause (KtgHttpRequest *self);
void           ktg_http_request_resume (KtgHttpRequest *self);
void           ktg_http_request_expire (KtgHttpRequest *self, gint64 now_us);
void           ktg_http_request_give_up (KtgHttpRequest *self);

G_END_DECLS
