CREATE TABLE `rooms` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(40) NOT NULL,
  `amenities` set('wifi','tv','minibar') NOT NULL DEFAULT 'wifi',
  `smoking` char(1) NOT NULL DEFAULT 'N',
  `balcony` enum('Y','N') DEFAULT NULL,
  `dog` char(1) NOT NULL DEFAULT 'F' CHECK (`dog` IN ('T','F')),
  `area` double NOT NULL DEFAULT 20,
  `floor` smallint NOT NULL DEFAULT 0,
  `wing` varchar(10) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
