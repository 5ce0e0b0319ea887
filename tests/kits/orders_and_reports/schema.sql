CREATE TABLE ws_guide (code VARCHAR(8) PRIMARY KEY, email VARCHAR(80) NOT NULL);
CREATE TABLE ws_skill (code VARCHAR(8) PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE ws_guide_skill (
    guide_code VARCHAR(8) NOT NULL REFERENCES ws_guide (code),
    skill_code VARCHAR(8) NOT NULL REFERENCES ws_skill (code),
    since      DATE NOT NULL,
    PRIMARY KEY (guide_code, skill_code)
);
CREATE TABLE ws_visit (
    id         INTEGER PRIMARY KEY,
    guide_code VARCHAR(8) REFERENCES ws_guide (code),
    starts_at  TIMESTAMP NOT NULL,
    guests     INTEGER NOT NULL,
    status     VARCHAR(10) NOT NULL DEFAULT 'booked' CHECK (status IN ('booked', 'checked_in', 'cancelled')),
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE ws_product (id INTEGER PRIMARY KEY, sku VARCHAR(8) NOT NULL UNIQUE, name TEXT NOT NULL, price NUMERIC(8, 2) NOT NULL);
CREATE TABLE ws_sale (id INTEGER PRIMARY KEY, sold_on DATE);
CREATE TABLE ws_sale_line (
    sale_id    INTEGER NOT NULL REFERENCES ws_sale (id),
    product_id INTEGER NOT NULL REFERENCES ws_product (id),
    quantity   INTEGER NOT NULL,
    PRIMARY KEY (sale_id, product_id)
);
CREATE VIEW ws_guide_month AS SELECT guide_code, strftime('%Y-%m', starts_at) AS month, count(*) AS visits FROM ws_visit GROUP BY guide_code, 2;
CREATE VIEW ws_v_revenue AS SELECT p.sku, sum(l.quantity) AS quantity, sum(l.quantity * p.price) AS amount FROM ws_sale_line l JOIN ws_product p ON p.id = l.product_id GROUP BY p.sku;
