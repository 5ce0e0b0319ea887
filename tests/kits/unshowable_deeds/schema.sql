CREATE TABLE quotes (
    id     integer PRIMARY KEY,
    status varchar(10) NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'accepted', 'rejected'))
);
