/* ktg-service.h - what every request needs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-admission.h"
#include "ktg-archive.h"
#include "ktg-challenges.h"
#include "ktg-day-budget.h"
#include "ktg-desk.h"
#include "ktg-disk-space.h"
#include "ktg-tally.h"
#include "ktg-workroom.h"

G_BEGIN_DECLS

/* Of events in one exchange, before they are written into its JSON, which may double them. */
#define KTG_MAX_BATCH_BYTES (1536 * 1024)
#define KTG_MAX_FILE_BYTES (64 * 1024 * 1024)
#define KTG_KEEP_DAYS 14

/* Of one device; docs/SERVER.md, "Budgets". */
#define KTG_FILE_BYTES_A_DAY (G_GUINT64_CONSTANT (8) * 1024 * 1024 * 1024)
#define KTG_EVENT_BYTES_A_DAY (G_GUINT64_CONSTANT (256) * 1024 * 1024)

/* Made by the node, not changed while it serves. */
typedef struct
{
  KtgArchive        *archive;
  KtgBudgets        *budgets;
  KtgAdmission      *admission;
  KtgTally          *tally;
  KtgDesk           *desk;        /* reads long messages and writes answers */
  KtgWorkroom       *workroom;    /* lets messages in */
  KtgDesk           *file_desk;   /* waits for the disk */
  struct _KtgIntake *intake;      /* files that are coming */
  KtgChallenges     *challenges;  /* who may prove that he holds what */
  guint              keep_days;   /* devices free nothing that is younger */
  gint               was_claimed; /* atomic: a device said that it knows more than is here */
  KtgDiskSpace      *disk;        /* the writer's thread's own, like the next */
  KtgDayBudget      *file_budget;
  KtgDayBudget      *event_budget;
} KtgService;

gint64 ktg_service_get_now_ms (void);

G_END_DECLS
