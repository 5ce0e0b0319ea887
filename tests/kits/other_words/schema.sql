CREATE TABLE staff (staff_id integer PRIMARY KEY, full_name text NOT NULL);
CREATE TABLE person (
  person_id integer PRIMARY KEY,
  mrn text NOT NULL UNIQUE,
  first_name text NOT NULL,
  last_name text NOT NULL,
  zip text NOT NULL,
  email text,
  is_active boolean NOT NULL DEFAULT true,
  staff_id integer NOT NULL REFERENCES staff
);
CREATE TABLE site (
  st_code text PRIMARY KEY,
  st_name text NOT NULL,
  list_price numeric(8, 2) NOT NULL,
  lead_days integer NOT NULL,
  width_m integer,
  depth_m integer
);
CREATE TABLE visit (
  visit_id integer PRIMARY KEY,
  person_id integer NOT NULL REFERENCES person,
  st_code text NOT NULL REFERENCES site,
  duration_min integer NOT NULL,
  status text NOT NULL CHECK (status IN ('planned', 'started', 'finished', 'cancelled')),
  reason text NOT NULL,
  cancel_reason text
);
CREATE TABLE product (prod_code text PRIMARY KEY, prod_name text NOT NULL);
CREATE TABLE visit_item (
  visit_id integer NOT NULL REFERENCES visit,
  line_no integer NOT NULL,
  prod_code text NOT NULL REFERENCES product,
  PRIMARY KEY (visit_id, line_no)
);
CREATE VIEW v_stock AS SELECT st_code, status, count(*) AS total FROM visit GROUP BY st_code, status;
