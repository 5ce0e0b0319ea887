CREATE TABLE staff (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE crews (id integer PRIMARY KEY, name text NOT NULL, is_open boolean NOT NULL DEFAULT true);
CREATE TABLE staff_crews (
  staff_id integer NOT NULL REFERENCES staff,
  crew_id integer NOT NULL REFERENCES crews,
  is_lead boolean NOT NULL DEFAULT false,
  PRIMARY KEY (staff_id, crew_id)
);
CREATE TABLE jobs (
  id integer PRIMARY KEY,
  requester_id integer NOT NULL REFERENCES staff,
  assignee_id integer REFERENCES staff,
  crew_id integer NOT NULL REFERENCES crews,
  barcode13 text NOT NULL UNIQUE,
  title text NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
  hourly_price_cents integer NOT NULL DEFAULT 0,
  page_count integer NOT NULL DEFAULT 1,
  max_people integer NOT NULL DEFAULT 2,
  check_in date,
  done_at timestamp,
  edited_at timestamp,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE job_labels (id integer PRIMARY KEY, label text NOT NULL, color text NOT NULL);
CREATE TABLE job_label_bridge (
  job_id integer NOT NULL REFERENCES jobs,
  label_id integer NOT NULL REFERENCES job_labels,
  PRIMARY KEY (job_id, label_id)
);
CREATE TABLE bills (
  id integer PRIMARY KEY,
  crew_id integer NOT NULL REFERENCES crews,
  amount integer NOT NULL,
  paid_at timestamp
);
CREATE TABLE job_events (
  id integer PRIMARY KEY,
  job_id integer NOT NULL REFERENCES jobs,
  kind text NOT NULL,
  old_value text,
  new_value text,
  sort_order integer NOT NULL DEFAULT 0,
  happened_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);
