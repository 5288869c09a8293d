/* ktg-http-request-private.h - a request as the HTTP part sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

#include "ktg-http-guard.h"
#include "ktg-http-private.h"

G_BEGIN_DECLS

typedef enum
{
  KTG_HTTP_PHASE_HEAD,      /* the head is not yet looked at */
  KTG_HTTP_PHASE_DECIDING,  /* STREAMED: does the owner want the body? */
  KTG_HTTP_PHASE_READING,   /* the body comes */
  KTG_HTTP_PHASE_DROPPING,  /* it comes, and nobody wants it */
  KTG_HTTP_PHASE_ANSWERING, /* all is read */
} KtgHttpPhase;

typedef struct
{
  KtgHttpComposeFunc compose; /* NULL: nothing is to be written */
  gpointer           data;
  GDestroyNotify     destroy;
} KtgHttpComposition;

struct _KtgHttpRequest
{
  gatomicrefcount refs;
  KtgHttp        *http;

  /* set at the beginning, then only read */
  char               *method;
  char               *target; /* as sent */
  char               *path;
  char               *query;
  char               *parameter;
  GPtrArray          *fields; /* name, value, name, value */
  const KtgHttpRoute *route;
  guint64             content_length;
  gint64              began_us;

  /* HTTP thread only, until the owner gets it */
  KtgHttpPhase phase;
  guint64      received_bytes;
  GByteArray  *collecting;
  gsize        held_bytes; /* of the HTTP part's budget for collected bodies */
  gboolean     is_refused; /* answered before it was read */
  GBytes      *sent_body;
  GBytes      *body;

  GMutex                 lock;       /* guards all below */
  struct MHD_Connection *connection; /* NULL once it is over */
  KtgHttpLink           *link;
  gboolean               suspended;
  gboolean               paused; /* suspended in the middle of its answer */
  gboolean               accepted;
  gboolean               cut;
  gboolean               answered;
  KtgHttpAnswer         *answer;      /* until it is sent */
  KtgHttpComposition     composition; /* of an answer that is not written yet */

  gpointer       data;
  GDestroyNotify destroy_data;
  gpointer       ticket;
  GDestroyNotify destroy_ticket;
};

KtgHttpRequest *ktg_http_request_new (KtgHttp               *http,
                                      struct MHD_Connection *connection,
                                      KtgHttpLink           *link,
                                      const char            *target_at);
void            ktg_http_request_copy_head (KtgHttpRequest *self, const KtgHttpHead *head);
void            ktg_http_request_set_deadline (KtgHttpRequest *self, guint within_ms);
gboolean        ktg_http_request_suspend (KtgHttpRequest *self, gboolean or_accepted);
KtgHttpAnswer  *ktg_http_request_take_answer (KtgHttpRequest *self);
void            ktg_http_request_detach (KtgHttpRequest *self);
gboolean        ktg_http_request_pause (KtgHttpRequest *self);
void            ktg_http_request_resume (KtgHttpRequest *self);
void            ktg_http_request_expire (KtgHttpRequest *self, gint64 now_us);
void            ktg_http_request_give_up (KtgHttpRequest *self);

G_END_DECLS
