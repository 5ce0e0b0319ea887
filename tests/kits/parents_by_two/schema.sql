CREATE TABLE buildings (code VARCHAR(8) PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE floors (
  building_code VARCHAR(8) NOT NULL REFERENCES buildings(code),
  level INTEGER NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (building_code, level)
);
CREATE TABLE rooms (
  building_code VARCHAR(8) NOT NULL REFERENCES buildings(code),
  floor_level INTEGER NOT NULL,
  number INTEGER NOT NULL,
  seats INTEGER NOT NULL,
  PRIMARY KEY (building_code, floor_level, number),
  FOREIGN KEY (building_code, floor_level) REFERENCES floors(building_code, level) ON DELETE CASCADE
);
CREATE TABLE desks (
  id SERIAL PRIMARY KEY,
  site VARCHAR(8) NOT NULL,
  storey INTEGER NOT NULL,
  room_number INTEGER NOT NULL,
  label TEXT NOT NULL,
  FOREIGN KEY (site, storey, room_number) REFERENCES rooms(building_code, floor_level, number),
  UNIQUE (site, storey, room_number, label)
);
CREATE TABLE lockers (
  id SERIAL PRIMARY KEY,
  building_code VARCHAR(8) NOT NULL REFERENCES buildings(code),
  label TEXT NOT NULL,
  UNIQUE (building_code, label)
);
CREATE TABLE loans (
  id SERIAL PRIMARY KEY,
  locker_id INTEGER NOT NULL REFERENCES lockers(id) ON DELETE CASCADE,
  borrower TEXT NOT NULL
);
