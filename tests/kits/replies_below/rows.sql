INSERT INTO posts VALUES (1,'a'),(2,'b');
INSERT INTO comments VALUES (1,1,NULL,'x'),(2,2,NULL,'y'),(3,1,1,'z');
