/* ktg-test-device.h - a device without a store: signs events and requests, and asks over a socket
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-event.h>
#include <ktg-exchange-json.h>
#include <ktg-receipt.h>
#include <ktg-signing-key.h>

G_BEGIN_DECLS

/* Chains its events: seq and prev follow by themselves. */
typedef struct
{
  KtgSigningKey *key;
  guint64        seq;
  char          *prev;
  guint          port;       /* of the server on loopback */
  char          *server_key; /* once enrolled; then every answer's proof is insisted on */
  gboolean       is_node;    /* it says at its enrolment that it is a relay */
  gint64         clock_s;    /* added to this machine's clock when a request is signed */
} KtgTestDevice;

/* One answer. */
typedef struct
{
  guint       status;  /* 0: none came */
  GHashTable *headers; /* lower case */
  GBytes     *content;
  gboolean    is_proven;
} KtgTestReply;

/* One request's extras; all may be NULL. */
typedef struct
{
  const char *headers; /* "Name: value\r\n"… */
  GBytes     *body;    /* known in advance, so its digest is signed */
  GBytes     *stream;  /* a file's bytes; no digest */
  const char *nonce;   /* NULL: a fresh one */
  const char *digest;  /* NULL: that of @body */
} KtgTestRequest;

KtgTestDevice *ktg_test_device_new (guint port);
void           ktg_test_device_free (KtgTestDevice *self);
const char    *ktg_test_device_get_key (const KtgTestDevice *self);

/* Signs; @event's author, seq and prev are filled in. */
KtgEnvelope *ktg_test_device_sign (KtgTestDevice *self, KtgEvent *event);
KtgEnvelope *ktg_test_device_sign_bytes (KtgTestDevice *self, const char *bytes);
/* A whole report; @report_id: NULL for a new one; @evidence: KtgEvidence or NULL, copied. */
KtgEnvelope *ktg_test_device_file (KtgTestDevice *self, const char *report_id, GPtrArray *evidence);
KtgEnvelope *ktg_test_device_file_photo (KtgTestDevice *self, GBytes *photo);
KtgEnvelope *ktg_test_device_withdraw (KtgTestDevice *self, const char *reason);
/* One photo, and the place the report names. */
KtgEnvelope *ktg_test_device_file_there (KtgTestDevice *self,
                                         const char    *report_id,
                                         const char    *region,
                                         GBytes        *photo);
KtgEnvelope *
ktg_test_device_amend (KtgTestDevice *self, const char *report_id, const char *replaces);
/* The same, with another place. */
KtgEnvelope *ktg_test_device_move (KtgTestDevice *self,
                                   const char    *report_id,
                                   const char    *replaces,
                                   const char    *region);
/* A step of the case @case_id, which judges @version; @to: the region that it hands it to, or NULL.
 */
KtgEnvelope *ktg_test_device_step (KtgTestDevice *self,
                                   const char    *report_id,
                                   const char    *case_id,
                                   const char    *version,
                                   const char    *to);
KtgEnvelope *ktg_test_device_note (KtgTestDevice *self,
                                   const char    *report_id,
                                   const char    *case_id,
                                   gboolean       is_for_office);
/* So many bytes that nobody else has. */
GBytes *ktg_test_photo_new (gsize size_bytes);
/* Evidence for bytes; with a preview when @preview is not NULL. */
KtgEvidence *ktg_test_evidence_new (GBytes *bytes, GBytes *preview);

/* The request's head, signed, with its empty line. */
char *ktg_test_device_write_head (KtgTestDevice        *self,
                                  const char           *method,
                                  const char           *path,
                                  const KtgTestRequest *request);
int   ktg_test_device_connect (KtgTestDevice *self);
/* Waits for the whole answer, and closes. @head: of the request, whose nonce the proof is of. */
KtgTestReply *
ktg_test_device_hear (KtgTestDevice *self, int fd, const char *method, const char *head);
KtgTestReply *ktg_test_device_ask (KtgTestDevice        *self,
                                   const char           *method,
                                   const char           *path,
                                   const KtgTestRequest *request);
/* Sends @text as it is, and hears the answer; @text begins with the head of a request of @method.
 */
KtgTestReply *ktg_test_device_ask_as_is (KtgTestDevice *self, const char *method, const char *text);
const char   *ktg_test_reply_get_header (KtgTestReply *reply, const char *name);
char         *ktg_test_reply_dup_problem (KtgTestReply *reply); /* its type without the prefix */
void          ktg_test_reply_free (KtgTestReply *reply);

/* Ready-made conversations. */
KtgTestReply *ktg_test_device_enrol (KtgTestDevice *self, const char *code);
/* Shows these links, of which there may be none. */
KtgTestReply *
ktg_test_device_introduce (KtgTestDevice *self, KtgEnvelope *const *links, guint n_links);
KtgTestReply *ktg_test_device_exchange_raw (KtgTestDevice *self, GPtrArray *events, const char *at);
KtgExchangeAnswer *
ktg_test_device_exchange (KtgTestDevice *self, GPtrArray *events, const char *at);
KtgExchangeAnswer *ktg_test_device_say (KtgTestDevice *self, const KtgExchangeRequest *message);
/* An exchange of this one event. */
KtgExchangeAnswer *ktg_test_device_send (KtgTestDevice *self, KtgEnvelope *envelope);
/* An exchange that carries these of others, in this order. */
KtgExchangeAnswer *
ktg_test_device_carry (KtgTestDevice *self, KtgEnvelope *first, ...) G_GNUC_NULL_TERMINATED;
/* The only one for this device among @receipts, each of which its server signed; NULL: there is
 * none. */
KtgReceipt *ktg_test_device_find_receipt (const KtgTestDevice *self, const GPtrArray *receipts);
/* The place that it gives to an event, which it names. */
guint64 ktg_test_receipt_get_index (const KtgReceipt *receipt, const char *event_id);
/* Why @event was refused, without the prefix; NULL: it was not. */
const char *ktg_test_answer_get_refusal (const KtgExchangeAnswer *answer, const KtgEnvelope *event);
KtgTestReply *ktg_test_device_patch (KtgTestDevice *self,
                                     const char    *sha256,
                                     guint64        offset,
                                     GBytes        *bytes,
                                     gboolean       is_last);
KtgTestReply *ktg_test_device_fetch (KtgTestDevice *self, const char *sha256);
/* Begins to send a whole file from an offset on, and stops after so many bytes; gives the socket.
 */
int ktg_test_device_begin_patch (KtgTestDevice *self, GBytes *file, guint64 offset, gsize n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgTestDevice, ktg_test_device_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgTestReply, ktg_test_reply_free)

G_END_DECLS
