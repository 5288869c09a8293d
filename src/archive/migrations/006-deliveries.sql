-- 006-deliveries.sql - in which order files were delivered
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- `delivery` is given with `delivered_at` and only grows, over all devices. A file that went keeps
-- its number until it is delivered again, so none comes twice while the folder is whole. A folder
-- that was copied back gives some again, as it does with indexes of events.

ALTER TABLE upload ADD COLUMN delivery INTEGER;

UPDATE upload SET delivery = ranked.delivery
  FROM (SELECT device, file, row_number () OVER (ORDER BY delivered_at, device, file) AS delivery
          FROM upload WHERE delivered_at IS NOT NULL) AS ranked
 WHERE upload.device = ranked.device AND upload.file = ranked.file;

CREATE UNIQUE INDEX upload_by_delivery ON upload (delivery);
