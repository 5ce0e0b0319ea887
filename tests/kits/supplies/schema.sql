CREATE TABLE suppliers (id integer PRIMARY KEY, name text NOT NULL, country_code char(2) NOT NULL);
CREATE TABLE depots (code text PRIMARY KEY, city text NOT NULL, zip text, country_code char(2) NOT NULL);
CREATE TABLE items (id integer PRIMARY KEY, name text NOT NULL, serial_no text NOT NULL, unit_price numeric(8, 2) NOT NULL);
CREATE TABLE stock_levels (
    depot_code text    NOT NULL REFERENCES depots (code),
    item_id    integer NOT NULL REFERENCES items (id),
    on_hand    integer NOT NULL,
    PRIMARY KEY (depot_code, item_id)
);
CREATE TABLE purchase_orders (id integer PRIMARY KEY, supplier_id integer NOT NULL REFERENCES suppliers (id));
CREATE TABLE purchase_order_lines (
    order_id   integer NOT NULL REFERENCES purchase_orders (id) ON DELETE CASCADE,
    line_no    smallint NOT NULL,
    item_id    integer NOT NULL REFERENCES items (id),
    quantity   integer NOT NULL,
    unit_price numeric(8, 2) NOT NULL,
    PRIMARY KEY (order_id, line_no)
);
CREATE TABLE kits (code text PRIMARY KEY, name text NOT NULL);
CREATE TABLE parts (id integer PRIMARY KEY, code text NOT NULL UNIQUE);
CREATE TABLE kit_parts (
    kit_code text    NOT NULL REFERENCES kits (code),
    part_id  integer NOT NULL REFERENCES parts (id),
    position integer NOT NULL,
    needed   boolean NOT NULL,
    PRIMARY KEY (kit_code, part_id)
);
