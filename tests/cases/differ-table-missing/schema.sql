CREATE TABLE boats (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
-- Called like what the contract keeps at /settings, and of another shape.
CREATE TABLE settings (key text PRIMARY KEY, value jsonb NOT NULL);
