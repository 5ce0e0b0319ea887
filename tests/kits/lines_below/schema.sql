CREATE TABLE buyers (
    buyer_code   VARCHAR(5) PRIMARY KEY,
    company_name VARCHAR(40) NOT NULL,
    contact_name VARCHAR(30)
);
CREATE TABLE staff (
    staff_id   SMALLINT PRIMARY KEY,
    first_name VARCHAR(20) NOT NULL,
    last_name  VARCHAR(20) NOT NULL,
    reports_to SMALLINT REFERENCES staff (staff_id)
);
CREATE TABLE couriers (courier_id INTEGER PRIMARY KEY, courier_name VARCHAR(40) NOT NULL);
CREATE TABLE goods (
    good_id        INTEGER PRIMARY KEY,
    good_name      VARCHAR(40) NOT NULL,
    unit_price     NUMERIC(10, 2) NOT NULL,
    units_in_stock SMALLINT NOT NULL DEFAULT 0
);
CREATE TABLE purchases (
    purchase_id   INTEGER PRIMARY KEY,
    buyer_code    VARCHAR(5) NOT NULL REFERENCES buyers (buyer_code),
    purchase_date DATE,
    needed_date   DATE,
    shipped_date  DATE,
    closed_date   DATE,
    voided_date   DATE,
    courier_id    INTEGER REFERENCES couriers (courier_id)
);
CREATE TABLE purchase_details (
    purchase_id INTEGER NOT NULL REFERENCES purchases (purchase_id) ON DELETE CASCADE,
    good_id     INTEGER NOT NULL REFERENCES goods (good_id),
    unit_price  NUMERIC(10, 2) NOT NULL,
    quantity    SMALLINT NOT NULL,
    discount    REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (purchase_id, good_id)
);
