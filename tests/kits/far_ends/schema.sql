CREATE TABLE team (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE agent (
  id integer PRIMARY KEY,
  given_name text NOT NULL,
  family_name text NOT NULL,
  display_name text NOT NULL,
  email text NOT NULL UNIQUE
);
CREATE TABLE team_member (
  team_id integer NOT NULL REFERENCES team,
  agent_id integer NOT NULL REFERENCES agent,
  role text NOT NULL DEFAULT 'member',
  PRIMARY KEY (team_id, agent_id)
);
CREATE TABLE term (term_code text PRIMARY KEY, term_name text NOT NULL);
CREATE TABLE ticket (
  id integer PRIMARY KEY,
  subject text NOT NULL,
  term_code text NOT NULL REFERENCES term,
  assignee_id integer REFERENCES agent,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'frozen')),
  credit_points integer NOT NULL DEFAULT 1,
  max_seats integer NOT NULL DEFAULT 2
);
CREATE TABLE ticket_watcher (
  ticket_id integer NOT NULL REFERENCES ticket,
  agent_id integer NOT NULL REFERENCES agent,
  since timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (ticket_id, agent_id)
);
CREATE TABLE satisfaction_rating (
  ticket_id integer PRIMARY KEY REFERENCES ticket,
  score integer NOT NULL,
  feedback text
);
CREATE TABLE topic (topic_code text PRIMARY KEY, title text NOT NULL, level integer);
CREATE TABLE topic_prerequisite (
  topic_code text NOT NULL REFERENCES topic,
  required_code text NOT NULL REFERENCES topic,
  PRIMARY KEY (topic_code, required_code)
);
