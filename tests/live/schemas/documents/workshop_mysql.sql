/*!40101 SET NAMES utf8mb4 */;
SET FOREIGN_KEY_CHECKS=0;

CREATE TABLE `customers` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(120) NOT NULL COMMENT 'it''s the name; in full',
  `kind` enum('private','it''s a firm') NOT NULL DEFAULT 'private',
  `flags` set('a','b') DEFAULT NULL,
  `active` tinyint(1) NOT NULL DEFAULT '1',
  `small` tinyint(3) unsigned DEFAULT 3,
  `big` bigint DEFAULT NULL,
  `born` year DEFAULT NULL,
  `paid` decimal(8,2) unsigned NOT NULL DEFAULT 0.00,
  `ratio` double DEFAULT NULL,
  `note` mediumtext,
  `picture` longblob,
  `hash` binary(16) DEFAULT NULL,
  `code` varchar(10) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL,
  `secret` varchar(40) COLLATE utf8mb4_bin DEFAULT NULL,
  `created` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `updated` datetime(3) DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(3),
  `seen` timestamp NULL DEFAULT NULL,
  `label` varchar(140) GENERATED ALWAYS AS (concat(`name`,' #',`id`)) VIRTUAL,
  `size` int GENERATED ALWAYS AS (char_length(`name`)) STORED,
  `data` json DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `name` (`name`),
  UNIQUE KEY (`code`, `kind`),
  KEY `by_note` (`note`(20)),
  KEY `by_seen` (`seen`, `created`),
  FULLTEXT KEY `words` (`note`),
  CONSTRAINT `positive` CHECK (`paid` >= 0)
) ENGINE=InnoDB AUTO_INCREMENT=12 DEFAULT CHARSET=utf8mb4 COMMENT='Who pays';

CREATE TABLE jobs (
  customer_id INT UNSIGNED NOT NULL,
  number INT NOT NULL,
  leader_id INT UNSIGNED,
  helper_id INT UNSIGNED,
  PRIMARY KEY (customer_id, number),
  CONSTRAINT fk_jobs_leader FOREIGN KEY (leader_id) REFERENCES customers (id) ON DELETE SET NULL ON UPDATE CASCADE,
  FOREIGN KEY (helper_id) REFERENCES customers (id),
  CONSTRAINT fk_jobs_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE INDEX by_number ON jobs (number);

CREATE TABLE teams (id INT PRIMARY KEY AUTO_INCREMENT, leader INT) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE members (
  id INT PRIMARY KEY AUTO_INCREMENT, team INT NOT NULL, KEY (team),
  CONSTRAINT member_team FOREIGN KEY (team) REFERENCES teams (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
ALTER TABLE teams ADD CONSTRAINT team_leader FOREIGN KEY (leader) REFERENCES members (id);

DELIMITER ;;
CREATE TRIGGER named BEFORE INSERT ON customers FOR EACH ROW BEGIN
  IF NEW.note IS NULL THEN
    SET NEW.note = 'it''s new; really';
  END IF;
END;;
DELIMITER ;
CREATE VIEW open_jobs AS SELECT j.number AS no, c.name FROM jobs j JOIN customers c ON c.id = j.customer_id;
INSERT INTO customers (name) VALUES ('a; \' b'), ("c");
SET FOREIGN_KEY_CHECKS=1;
