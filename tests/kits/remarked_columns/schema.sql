CREATE TABLE users (
    id integer PRIMARY KEY,
    full_name text NOT NULL,
    account_role text NOT NULL CHECK (account_role IN ('member', 'clerk'))
);
CREATE TABLE menu_categories (
    id integer PRIMARY KEY,
    label text NOT NULL,
    sort_order integer NOT NULL
);
CREATE TABLE dish_offers (
    id integer PRIMARY KEY,
    menu_category_id integer NOT NULL REFERENCES menu_categories (id),
    title text NOT NULL,
    details text NOT NULL,
    format text NOT NULL CHECK (format IN ('hot', 'cold')),
    price_from integer NOT NULL,
    price_to integer NOT NULL,
    stars integer,
    cook text,
    rejection_reason text,
    starts_on date NOT NULL,
    state text NOT NULL DEFAULT 'placed',
    offered_at timestamp NOT NULL,
    created_at timestamp NOT NULL
);
CREATE TABLE dish_marks (
    user_id integer NOT NULL REFERENCES users (id),
    dish_offer_id integer NOT NULL REFERENCES dish_offers (id),
    marked_at timestamp NOT NULL,
    PRIMARY KEY (user_id, dish_offer_id)
);
COMMENT ON COLUMN menu_categories.label IS 'Name of the category, unique whatever the case.';
COMMENT ON COLUMN dish_offers.details IS 'The description of the dish; plain text.';
COMMENT ON COLUMN dish_offers.cook IS 'Who prepares the dish.';
