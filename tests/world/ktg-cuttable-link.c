/* ktg-cuttable-link.c - a TCP link in the same process that breaks as chance has it
 *
 * A connection's fault is drawn when it is made: none, a cut after so many bytes up, an answer that
 * is lost from one of its bytes on, or a silence in which nothing moves and nobody hangs up. Some
 * are slow as well, and now and then a few in a row are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cuttable-link.h"

#include <math.h>

#define PIECE_BYTES (16 * 1024)
#define FARTHEST_UP_BYTES (1024 * 1024)
#define FARTHEST_DOWN_BYTES 5000
#define LONGEST_DELAY_MS 4
#define MOST_REFUSALS 4

typedef enum
{
  FAULT_NONE,
  FAULT_CUT,
  FAULT_SWALLOW,
  FAULT_STALL,
  FAULT_REFUSE,
} Fault;

struct _KtgCuttableLink
{
  GSocketService *service;
  GSocketClient  *client;
  GRand          *chance;
  GPtrArray      *wires; /* (element-type Wire) that are open */
  guint           port, target_port;
  guint           n_refusals; /* still to come */
  gboolean        is_broken;
  KtgLinkTally    tally;
};

/* One connection, and the one behind it. Each thing under way holds a reference. */
typedef struct
{
  KtgCuttableLink   *link; /* NULL once this is closed, for then the link may go first */
  GSocketConnection *near, *far;
  GCancellable      *cancellable;
  Fault              fault;
  guint64            limit; /* bytes of the way the fault is on */
  guint              delay_ms;
} Wire;

/* One way of it. */
typedef struct
{
  Wire          *wire;
  GInputStream  *in;
  GOutputStream *out;
  guint8         piece[PIECE_BYTES];
  gsize          n_piece;
  guint64        n_passed;
  gboolean       is_up;
  gboolean       is_over; /* after this piece */
} Pump;

static void read_piece (Pump *pump);

static void
wire_clear (Wire *wire)
{
  g_clear_object (&wire->near);
  g_clear_object (&wire->far);
  g_clear_object (&wire->cancellable);
}

static void
wire_unref (Wire *wire)
{
  g_rc_box_release_full (wire, (GDestroyNotify)wire_clear);
}

static void
wire_close (Wire *wire)
{
  KtgCuttableLink *link = g_steal_pointer (&wire->link);

  g_cancellable_cancel (wire->cancellable);
  g_io_stream_close (G_IO_STREAM (wire->near), NULL, NULL);
  if (wire->far != NULL)
    g_io_stream_close (G_IO_STREAM (wire->far), NULL, NULL);
  if (link != NULL)
    g_ptr_array_remove_fast (link->wires, wire);
}

static void
pump_free (Pump *pump)
{
  wire_unref (pump->wire);
  g_free (pump);
}

static void
hang_up (Pump *pump)
{
  wire_close (pump->wire);
  pump_free (pump);
}

/* --- bytes --- */

static gboolean
is_faulty (const Pump *pump)
{
  const Wire *wire = pump->wire;

  return wire->fault != FAULT_NONE && pump->is_up == (wire->fault != FAULT_SWALLOW);
}

static void
count_fault (Wire *wire)
{
  if (wire->link == NULL)
    return;

  wire->link->tally.n_cut += wire->fault == FAULT_CUT;
  wire->link->tally.n_swallowed += wire->fault == FAULT_SWALLOW;
  wire->link->tally.n_stalled += wire->fault == FAULT_STALL;
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Pump *pump = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    hang_up (pump);
  else if (!pump->is_over)
    read_piece (pump);
  else if (pump->wire->fault == FAULT_STALL)
    pump_free (pump);
  else
    hang_up (pump);
}

static void
write_piece (Pump *pump)
{
  g_output_stream_write_all_async (pump->out,
                                   pump->piece,
                                   pump->n_piece,
                                   G_PRIORITY_DEFAULT,
                                   pump->wire->cancellable,
                                   written_cb,
                                   pump);
}

static gboolean
delayed_cb (gpointer user_data)
{
  write_piece (user_data);

  return G_SOURCE_REMOVE;
}

/* As much of the piece as still goes through. */
static void
limit_piece (Pump *pump)
{
  Wire *wire = pump->wire;

  if (is_faulty (pump) && pump->n_passed + pump->n_piece >= wire->limit)
    {
      pump->n_piece = wire->limit - pump->n_passed;
      pump->is_over = TRUE;
      count_fault (wire);
    }
  pump->n_passed += pump->n_piece;
  if (pump->is_up && wire->link != NULL)
    wire->link->tally.n_bytes_up += pump->n_piece;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Pump  *pump = user_data;
  gssize n_bytes = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);

  if (n_bytes <= 0)
    {
      hang_up (pump);
      return;
    }

  pump->n_piece = n_bytes;
  limit_piece (pump);
  if (pump->wire->delay_ms > 0)
    g_timeout_add (pump->wire->delay_ms, delayed_cb, pump);
  else
    write_piece (pump);
}

static void
read_piece (Pump *pump)
{
  g_input_stream_read_async (pump->in,
                             pump->piece,
                             sizeof pump->piece,
                             G_PRIORITY_DEFAULT,
                             pump->wire->cancellable,
                             read_cb,
                             pump);
}

static void
start_pump (Wire *wire, GSocketConnection *from, GSocketConnection *to, gboolean is_up)
{
  Pump *pump = g_new0 (Pump, 1);

  pump->wire = g_rc_box_acquire (wire);
  pump->in = g_io_stream_get_input_stream (G_IO_STREAM (from));
  pump->out = g_io_stream_get_output_stream (G_IO_STREAM (to));
  pump->is_up = is_up;
  read_piece (pump);
}

/* --- connections --- */

/* Every order of magnitude is as likely as the next: a cut in the headers as one in the middle of a
 * photo. */
static guint64
draw_limit (GRand *chance, guint64 farthest)
{
  return (guint64)pow ((double)farthest, g_rand_double (chance));
}

static Fault
draw_fault (KtgCuttableLink *self)
{
  static const Fault faults[]
      = { FAULT_NONE, FAULT_NONE,    FAULT_NONE,    FAULT_CUT,     FAULT_CUT,   FAULT_CUT,
          FAULT_CUT,  FAULT_SWALLOW, FAULT_SWALLOW, FAULT_SWALLOW, FAULT_STALL, FAULT_REFUSE };

  if (!self->is_broken)
    return FAULT_NONE;
  if (self->n_refusals > 0)
    {
      self->n_refusals--;
      return FAULT_REFUSE;
    }

  return faults[g_rand_int_range (self->chance, 0, G_N_ELEMENTS (faults))];
}

static Wire *
wire_new (KtgCuttableLink *self, GSocketConnection *near, Fault fault)
{
  Wire *wire = g_rc_box_new0 (Wire);

  wire->link = self;
  wire->near = g_object_ref (near);
  wire->cancellable = g_cancellable_new ();
  wire->fault = fault;
  wire->limit
      = draw_limit (self->chance, fault == FAULT_SWALLOW ? FARTHEST_DOWN_BYTES : FARTHEST_UP_BYTES);
  if (self->is_broken && g_rand_int_range (self->chance, 0, 3) == 0)
    wire->delay_ms = g_rand_int_range (self->chance, 1, LONGEST_DELAY_MS + 1);
  g_ptr_array_add (self->wires, wire);

  return wire;
}

static void
connected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Wire *wire = user_data;

  wire->far = g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (object), result, NULL);
  if (wire->far == NULL)
    wire_close (wire);
  else
    {
      start_pump (wire, wire->near, wire->far, TRUE);
      start_pump (wire, wire->far, wire->near, FALSE);
    }
  wire_unref (wire);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *near, GObject *source, gpointer user_data)
{
  KtgCuttableLink *self = user_data;
  Fault            fault = draw_fault (self);
  Wire            *wire;

  self->tally.n_connections++;
  if (fault == FAULT_REFUSE)
    {
      self->tally.n_refused++;
      if (self->n_refusals == 0)
        self->n_refusals = g_rand_int_range (self->chance, 0, MOST_REFUSALS);
      g_io_stream_close (G_IO_STREAM (near), NULL, NULL);
      return TRUE;
    }

  wire = wire_new (self, near, fault);
  g_socket_client_connect_to_host_async (self->client,
                                         "127.0.0.1",
                                         (guint16)self->target_port,
                                         wire->cancellable,
                                         connected_cb,
                                         g_rc_box_acquire (wire));

  return TRUE;
}

/* --- the link --- */

KtgCuttableLink *
ktg_cuttable_link_new (guint target_port, GRand *chance)
{
  KtgCuttableLink *self = g_new0 (KtgCuttableLink, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  self->chance = chance;
  self->target_port = target_port;
  self->wires = g_ptr_array_new_with_free_func ((GDestroyNotify)wire_unref);
  self->client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (self->client, FALSE);
  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                 any,
                                 G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP,
                                 NULL,
                                 &effective,
                                 &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);

  return self;
}

void
ktg_cuttable_link_free (KtgCuttableLink *self)
{
  if (self == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  for (guint i = 0; i < self->wires->len; i++)
    {
      Wire *wire = g_ptr_array_index (self->wires, i);

      wire->link = NULL;
      wire_close (wire);
    }
  g_ptr_array_unref (self->wires);
  g_object_unref (self->service);
  g_object_unref (self->client);
  g_free (self);
}

guint
ktg_cuttable_link_get_port (KtgCuttableLink *self)
{
  return self->port;
}

const KtgLinkTally *
ktg_cuttable_link_get_tally (KtgCuttableLink *self)
{
  return &self->tally;
}

void
ktg_cuttable_link_break (KtgCuttableLink *self)
{
  self->is_broken = TRUE;
}

void
ktg_cuttable_link_drop (KtgCuttableLink *self)
{
  while (self->wires->len > 0)
    wire_close (g_ptr_array_index (self->wires, 0));
}

void
ktg_cuttable_link_heal (KtgCuttableLink *self)
{
  self->is_broken = FALSE;
  self->n_refusals = 0;
  ktg_cuttable_link_drop (self);
}
