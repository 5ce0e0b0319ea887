INSERT INTO rooms (id,name,amenities,smoking,balcony,dog,area) VALUES (1,'A','wifi,tv','Y','N','T',21.3),(2,'B','','N',NULL,'F',20),(3,'C','minibar','N','Y','F',33.1);
