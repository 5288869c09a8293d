-- 027-links.sql - how far this server's own book went when a life ended
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- `last_link`: the number of this server's newest link when the life ended. Of lives that ended before
-- this was said all stands that is here.

ALTER TABLE life ADD COLUMN last_link INTEGER;
