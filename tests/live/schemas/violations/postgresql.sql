CREATE TYPE dog_mood AS ENUM ('calm', 'angry');
CREATE DOMAIN chip_code AS text CHECK (VALUE ~ '^[0-9]{3}$');
CREATE TABLE owners (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(10) NOT NULL
);
CREATE TABLE dogs (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(10) NOT NULL,
    tag text,
    number integer,
    owner_id integer REFERENCES owners (id),
    breeder_id integer REFERENCES owners (id) DEFERRABLE INITIALLY DEFERRED,
    price numeric(6, 2),
    size smallint CHECK (size > 0),
    mood dog_mood,
    kennel integer,
    born_on date,
    died_on date,
    chip chip_code,
    active boolean NOT NULL DEFAULT false,
    UNIQUE (tag, number),
    CONSTRAINT dies_after_birth CHECK (died_on >= born_on),
    EXCLUDE USING btree (kennel WITH =)
);
CREATE UNIQUE INDEX one_active_dog ON dogs (name) WHERE active;
CREATE TABLE visits (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    note text,
    origin text NOT NULL
);
CREATE FUNCTION refuse_dragons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.name = 'dragon' THEN
        RAISE EXCEPTION 'the secret of the dragons';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_dragons BEFORE INSERT OR UPDATE ON dogs
    FOR EACH ROW EXECUTE FUNCTION refuse_dragons();
