CREATE TABLE students (id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE courses (code TEXT PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE course_prerequisites (
    course_code       TEXT NOT NULL REFERENCES courses (code),
    prerequisite_code TEXT NOT NULL REFERENCES courses (code),
    PRIMARY KEY (course_code, prerequisite_code)
);
CREATE TABLE enrolments (
    student_id  INTEGER NOT NULL REFERENCES students (id),
    course_code TEXT NOT NULL REFERENCES courses (code),
    grade       INTEGER,
    PRIMARY KEY (student_id, course_code)
);
CREATE VIEW transcripts AS
SELECT e.student_id, c.code AS course_code, c.title, e.grade
FROM enrolments e JOIN courses c ON c.code = e.course_code
WHERE e.grade IS NOT NULL;
CREATE VIEW student_progress AS
SELECT s.id AS student_id, count(e.course_code) AS courses, count(e.grade) AS passed
FROM students s LEFT JOIN enrolments e ON e.student_id = s.id
GROUP BY s.id;
