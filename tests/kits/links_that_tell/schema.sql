CREATE TABLE club (club_id integer PRIMARY KEY, name text NOT NULL, owner_name text);
CREATE TABLE member (
  member_id integer PRIMARY KEY,
  full_name text NOT NULL,
  is_active boolean NOT NULL DEFAULT true
);
CREATE TABLE club_membership (
  club_id integer NOT NULL REFERENCES club,
  member_id integer NOT NULL REFERENCES member,
  role text NOT NULL DEFAULT 'player' CHECK (role IN ('player', 'coach')),
  since date NOT NULL DEFAULT CURRENT_DATE,
  PRIMARY KEY (club_id, member_id)
);
CREATE TABLE kits (code text PRIMARY KEY, label text NOT NULL);
CREATE TABLE club_kits (
  club_id integer NOT NULL REFERENCES club,
  kit_code text NOT NULL REFERENCES kits,
  note text,
  PRIMARY KEY (club_id, kit_code)
);
CREATE TABLE review (
  club_id integer NOT NULL REFERENCES club,
  member_id integer NOT NULL REFERENCES member,
  stars integer NOT NULL,
  PRIMARY KEY (club_id, member_id)
);
CREATE TABLE songs (id integer PRIMARY KEY, title text NOT NULL);
CREATE TABLE club_songs (
  id integer PRIMARY KEY,
  club_id integer NOT NULL REFERENCES club,
  song_id integer NOT NULL REFERENCES songs,
  verse integer NOT NULL,
  UNIQUE (club_id, song_id)
);
CREATE TABLE badges (code text PRIMARY KEY, label text NOT NULL);
CREATE TABLE club_badges (
  club_id integer NOT NULL REFERENCES club,
  badge_code text NOT NULL REFERENCES badges,
  PRIMARY KEY (club_id, badge_code)
);
