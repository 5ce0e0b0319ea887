CREATE TABLE `sys_user` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `username` varchar(40) NOT NULL,
  `email` varchar(80) NOT NULL,
  `password` varchar(100) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uk_email` (`email`)
) ENGINE=InnoDB;
CREATE TABLE `sys_dept` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `parent_id` bigint DEFAULT NULL,
  `name` varchar(40) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
CREATE TABLE `category` (
  `code` varchar(10) NOT NULL,
  `title` varchar(40) NOT NULL,
  PRIMARY KEY (`code`)
) ENGINE=InnoDB;
CREATE TABLE `asset` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `dept_id` bigint NOT NULL,
  `category_code` varchar(10) NOT NULL,
  `name` varchar(40) NOT NULL,
  `created_by` bigint NOT NULL,
  PRIMARY KEY (`id`),
  KEY `idx_dept` (`dept_id`)
) ENGINE=InnoDB;
CREATE TABLE `label` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `name` varchar(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uk_name` (`name`)
) ENGINE=InnoDB;
CREATE TABLE `asset_label` (
  `asset_id` bigint NOT NULL,
  `label_id` bigint NOT NULL,
  PRIMARY KEY (`asset_id`, `label_id`)
) ENGINE=InnoDB;
CREATE TABLE `visit` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `place` varchar(40) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
CREATE TABLE `asset_check` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `asset_id` bigint NOT NULL,
  `inspector_id` bigint NOT NULL,
  `message` varchar(80) NOT NULL,
  `flaw_count` int NOT NULL DEFAULT 0,
  `created_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  CONSTRAINT `fk_inspector` FOREIGN KEY (`inspector_id`) REFERENCES `sys_user` (`id`)
) ENGINE=InnoDB;
CREATE VIEW dept_asset_counts AS
SELECT d.id AS dept_id, d.name AS dept_name, COUNT(a.id) AS assets
FROM sys_dept d LEFT JOIN asset a ON a.dept_id = d.id
GROUP BY d.id, d.name;
