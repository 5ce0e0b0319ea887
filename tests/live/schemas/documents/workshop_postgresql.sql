-- Everything of PostgreSQL that the reader knows, in one small workshop.
CREATE SCHEMA IF NOT EXISTS stock;
CREATE EXTENSION IF NOT EXISTS pgcrypto;

CREATE TYPE job_status AS ENUM ('open', 'it''s done', 'paid');
CREATE TYPE stock."Unit" AS ENUM ('piece', 'metre');
CREATE TYPE span AS (low int, high int);
CREATE DOMAIN email AS varchar(200) CHECK (VALUE LIKE '%_@_%');
CREATE DOMAIN amount AS numeric(10, 2) DEFAULT 0 NOT NULL CONSTRAINT not_negative CHECK (VALUE >= 0);
CREATE SEQUENCE bill_numbers START WITH 1000 INCREMENT BY 5;

CREATE FUNCTION short_code(length int DEFAULT 6) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT substr(md5(random()::text), 1, length);
$$;

CREATE TABLE customers (
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 2) PRIMARY KEY,
    code text NOT NULL DEFAULT short_code(8) UNIQUE,
    "Full Name" character varying(120) COLLATE "C" NOT NULL,
    mail email,
    born date CHECK (born > '1900-01-01'),
    tags varchar(30)[] NOT NULL DEFAULT '{}'::varchar[],
    matrix integer[][],
    extra jsonb NOT NULL DEFAULT '{"a": ":x"}'::jsonb,
    address inet,
    since timestamptz(3) NOT NULL DEFAULT now(),
    opens time without time zone DEFAULT '08:30',
    pause interval,
    balance amount,
    price money,
    rate real,
    ratio double precision,
    raw bytea,
    "order" smallint,
    public_key uuid DEFAULT gen_random_uuid(),
    fixed char(3),
    bits bit(4),
    words tsvector
);
COMMENT ON TABLE customers IS 'Who pays; it''s them';
COMMENT ON COLUMN customers."Full Name" IS 'As on the bill: "first last"';
CREATE INDEX ON customers (lower(mail), since DESC NULLS LAST) WHERE mail IS NOT NULL;
CREATE INDEX customers_extra ON customers USING gin (extra jsonb_path_ops);
CREATE INDEX customers_words ON customers USING gin (words);
CREATE UNIQUE INDEX customers_name ON customers ("Full Name" COLLATE "C" DESC) INCLUDE (since);

CREATE TABLE jobs (
    customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE,
    number integer NOT NULL,
    status job_status NOT NULL DEFAULT 'open',
    former job_status[],
    "where" span,
    bill integer DEFAULT nextval('bill_numbers'),
    net numeric(12, 2),
    gross numeric(12, 2) GENERATED ALWAYS AS (net * 1.2) STORED,
    during tsrange,
    follows_customer bigint,
    follows_number integer,
    PRIMARY KEY (customer_id, number),
    UNIQUE NULLS NOT DISTINCT (bill),
    CONSTRAINT jobs_follow FOREIGN KEY (follows_customer, follows_number)
        REFERENCES jobs (customer_id, number) ON UPDATE CASCADE ON DELETE SET NULL
        DEFERRABLE INITIALLY DEFERRED,
    CHECK (net IS NULL OR net >= 0),
    CONSTRAINT "Odd one" CHECK (status <> 'paid' OR bill IS NOT NULL),
    EXCLUDE USING gist (during WITH &&)
);

CREATE TABLE stock.parts (
    id serial PRIMARY KEY,
    other bigserial NOT NULL,
    unit stock."Unit" DEFAULT 'piece',
    weight numeric
);
CREATE TABLE stock.moves (
    id integer NOT NULL,
    part_id integer NOT NULL REFERENCES stock.parts (id),
    customer_id bigint,
    quantity integer NOT NULL
);
CREATE SEQUENCE stock.moves_id_seq AS integer;
ALTER SEQUENCE stock.moves_id_seq OWNED BY stock.moves.id;
ALTER TABLE ONLY stock.moves ALTER COLUMN id SET DEFAULT nextval('stock.moves_id_seq'::regclass);
ALTER TABLE ONLY stock.moves ADD CONSTRAINT moves_pkey PRIMARY KEY (id);
ALTER TABLE ONLY stock.moves
    ADD CONSTRAINT moves_customer FOREIGN KEY (customer_id) REFERENCES public.customers (id);
CREATE INDEX moves_by_part ON stock.moves USING btree (part_id);

CREATE TABLE readings (at date NOT NULL, value integer) PARTITION BY RANGE (at);
CREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE readings_rest PARTITION OF readings DEFAULT;

-- two tables that refer to each other
CREATE TABLE teams (id int PRIMARY KEY, leader_id int);
CREATE TABLE members (id int PRIMARY KEY, team_id int NOT NULL REFERENCES teams);
ALTER TABLE teams ADD FOREIGN KEY (leader_id) REFERENCES members ON DELETE SET NULL;

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    NEW.since := now();
    RETURN NEW;
END;
$body$;
CREATE TRIGGER customers_touch BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION touch();

CREATE VIEW open_jobs AS
    SELECT j.customer_id, j.number, c."Full Name" AS name, j.net * 100 AS cents
    FROM jobs j JOIN customers c ON c.id = j.customer_id
    WHERE j.status = 'open';
CREATE MATERIALIZED VIEW totals (customer, jobs) AS
    SELECT customer_id, count(*) FROM jobs GROUP BY customer_id WITH NO DATA;
CREATE UNIQUE INDEX ON totals (customer);
COMMENT ON VIEW open_jobs IS 'Work to do';
INSERT INTO customers ("Full Name") VALUES ('A; "B"'), ('it''s -- not a comment');
