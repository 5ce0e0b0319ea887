insert into property values (1,'p');
insert into event values (1,'e');
