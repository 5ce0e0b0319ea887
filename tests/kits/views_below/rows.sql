INSERT INTO students (id, number, name) VALUES (1, 'S-1', 'Ann'), (2, 'S-2', 'Bob');
INSERT INTO courses (code, title) VALUES ('M1', 'Calculus'), ('M2', 'Analysis'), ('C1', 'Programming');
INSERT INTO course_prerequisites (course_code, prerequisite_code) VALUES ('M2', 'M1'), ('M2', 'C1');
INSERT INTO enrolments (student_id, course_code, grade) VALUES (1, 'M1', 9), (1, 'C1', 8), (1, 'M2', NULL), (2, 'M1', 5);
