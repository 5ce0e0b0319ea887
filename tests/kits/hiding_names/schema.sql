create table event (id integer primary key, name text not null);
create table relationship (id integer primary key, name text not null);
create table date (id integer primary key, name text not null);
create table property (id integer primary key, name text not null);
create table note (
 id integer primary key,
 text text not null,
 date date not null default current_date,
 event_id integer references event(id),
 relationship_id integer references relationship(id),
 date_id integer references date(id),
 property_id integer references property(id),
 uuid uuid not null default '00000000-0000-4000-8000-000000000001',
 datetime timestamp not null default current_timestamp,
 n integer not null default 2,
 day date not null default current_date,
 ok boolean not null default false,
 at timestamp not null default current_timestamp
);
