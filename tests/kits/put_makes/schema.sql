CREATE TABLE stores (code VARCHAR(8) PRIMARY KEY, name VARCHAR(60) NOT NULL);
CREATE TABLE stock (
    store_code VARCHAR(8) NOT NULL REFERENCES stores (code),
    sku        VARCHAR(12) NOT NULL,
    quantity   INTEGER NOT NULL,
    PRIMARY KEY (store_code, sku)
);
