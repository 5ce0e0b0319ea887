CREATE TABLE app_users (id integer PRIMARY KEY, login varchar(20) NOT NULL UNIQUE, full_name varchar(40));
CREATE TABLE accounts (id integer PRIMARY KEY, iban varchar(34) NOT NULL);
CREATE TABLE baskets (
    id      integer PRIMARY KEY,
    user_id integer NOT NULL REFERENCES app_users (id),
    fruit   varchar(20) NOT NULL
);
CREATE TABLE trees (
    id         integer PRIMARY KEY,
    sort       varchar(20) NOT NULL,
    planter_id integer REFERENCES app_users (id),
    created_by integer NOT NULL REFERENCES app_users (id)
);
CREATE TABLE tree_fans (
    tree_id integer NOT NULL REFERENCES trees (id),
    user_id integer NOT NULL REFERENCES app_users (id),
    PRIMARY KEY (tree_id, user_id)
);
