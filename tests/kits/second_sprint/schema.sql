CREATE TABLE vets (vet_id integer PRIMARY KEY, licence_no varchar(20) NOT NULL UNIQUE, street_address varchar(60) NOT NULL);
CREATE TABLE skills (skill_id integer PRIMARY KEY, name varchar(40) NOT NULL);
CREATE TABLE vet_skills (
    vet_id   integer NOT NULL REFERENCES vets (vet_id),
    skill_id integer NOT NULL REFERENCES skills (skill_id),
    PRIMARY KEY (vet_id, skill_id)
);
CREATE TABLE visits (
    visit_id   integer PRIMARY KEY,
    vet_id     integer NOT NULL REFERENCES vets (vet_id),
    visit_date date NOT NULL,
    slot_no    smallint NOT NULL,
    byte_size  integer NOT NULL DEFAULT 0,
    duration_minutes integer NOT NULL DEFAULT 30,
    keeper_name varchar(40) NOT NULL DEFAULT 'Jo',
    year_made  integer NOT NULL DEFAULT 2024,
    status     varchar(10) NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'closed'))
);
CREATE TABLE treatments (treatment_id integer PRIMARY KEY, name varchar(40) NOT NULL);
CREATE TABLE visit_treatments (
    visit_id     integer NOT NULL REFERENCES visits (visit_id),
    treatment_id integer NOT NULL REFERENCES treatments (treatment_id),
    quantity     integer NOT NULL DEFAULT 1,
    unit_price   numeric(8, 2) NOT NULL,
    PRIMARY KEY (visit_id, treatment_id)
);
CREATE TABLE pets (pet_id integer PRIMARY KEY);
CREATE TABLE vaccinations (
    vaccination_id integer PRIMARY KEY,
    pet_id         integer NOT NULL REFERENCES pets (pet_id),
    given_on       date NOT NULL,
    valid_until    date NOT NULL
);
CREATE TABLE talks (talk_id integer PRIMARY KEY, title varchar(40) NOT NULL);
CREATE TABLE seats (
    talk_id integer NOT NULL REFERENCES talks (talk_id),
    vet_id  integer NOT NULL REFERENCES vets (vet_id),
    seat_no integer NOT NULL,
    PRIMARY KEY (talk_id, vet_id)
);
CREATE TABLE notes (
    note_id   integer PRIMARY KEY,
    vet_id    integer NOT NULL REFERENCES vets (vet_id),
    text      varchar(80) NOT NULL,
    withdrawn boolean NOT NULL DEFAULT FALSE
);
CREATE TABLE forms (form_id integer PRIMARY KEY, title varchar(40) NOT NULL);
CREATE TABLE form_sections (
    section_id integer PRIMARY KEY,
    form_id    integer NOT NULL REFERENCES forms (form_id),
    name       varchar(40) NOT NULL
);
CREATE TABLE section_fields (
    field_id   integer PRIMARY KEY,
    section_id integer NOT NULL REFERENCES form_sections (section_id),
    label      varchar(40) NOT NULL
);
CREATE TABLE visit_helpers (
    visit_id integer NOT NULL REFERENCES visits (visit_id),
    vet_id   integer NOT NULL REFERENCES vets (vet_id),
    PRIMARY KEY (visit_id, vet_id)
);
