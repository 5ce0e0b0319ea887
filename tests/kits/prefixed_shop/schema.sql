CREATE TABLE `tbl_services` (
  `svc_code` varchar(10) NOT NULL,
  `svc_name` varchar(80) NOT NULL,
  `price` decimal(8,2) NOT NULL,
  PRIMARY KEY (`svc_code`)
) ENGINE=InnoDB;
CREATE TABLE `tbl_staff` (
  `staff_id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `login` varchar(30) NOT NULL,
  `full_name` varchar(100) NOT NULL,
  PRIMARY KEY (`staff_id`),
  UNIQUE KEY `uk_login` (`login`)
) ENGINE=InnoDB;
CREATE TABLE `tbl_jobs` (
  `job_id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `job_state` enum('OPEN','CHECKED_IN','CHECKED_OUT') NOT NULL DEFAULT 'OPEN',
  `staff_id` int(10) unsigned DEFAULT NULL,
  `due_from` date NOT NULL,
  `due_to` date NOT NULL,
  `days` int(11) GENERATED ALWAYS AS (to_days(`due_to`) - to_days(`due_from`)) VIRTUAL,
  `is_urgent` tinyint(1) NOT NULL DEFAULT '0',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `ts_checkin` datetime DEFAULT NULL,
  `ts_created` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`job_id`),
  CONSTRAINT `fk_staff` FOREIGN KEY (`staff_id`) REFERENCES `tbl_staff` (`staff_id`)
) ENGINE=InnoDB;
CREATE TABLE `tbl_job_lines` (
  `job_id` int(10) unsigned NOT NULL,
  `line_no` smallint(5) unsigned NOT NULL,
  `svc_code` varchar(10) NOT NULL,
  `qty` smallint(5) unsigned NOT NULL DEFAULT '1',
  `unit_price` decimal(8,2) NOT NULL,
  `descr` varchar(120) DEFAULT NULL,
  PRIMARY KEY (`job_id`,`line_no`),
  CONSTRAINT `fk_line_job` FOREIGN KEY (`job_id`) REFERENCES `tbl_jobs` (`job_id`) ON DELETE CASCADE,
  CONSTRAINT `fk_line_svc` FOREIGN KEY (`svc_code`) REFERENCES `tbl_services` (`svc_code`)
) ENGINE=InnoDB;
CREATE TABLE `tbl_notes` (
  `job_id` int(10) unsigned NOT NULL,
  `note_no` smallint(5) unsigned NOT NULL,
  `txt` varchar(200) NOT NULL,
  PRIMARY KEY (`job_id`,`note_no`),
  CONSTRAINT `fk_note_job` FOREIGN KEY (`job_id`) REFERENCES `tbl_jobs` (`job_id`) ON DELETE CASCADE
) ENGINE=InnoDB;
