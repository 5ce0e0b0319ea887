INSERT INTO tbl_services VALUES ('OIL', 'Oil change', 40.5), ('TYR', 'Tyres', 200);
INSERT INTO tbl_staff VALUES (1, 'ann', 'Ann Able');
INSERT INTO tbl_jobs (job_id, job_state, staff_id, due_from, due_to, is_urgent, is_deleted, ts_created) VALUES
    (1, 'OPEN', 1, '2025-01-01', '2025-01-04', 1, 0, '2025-01-01 00:00:00.000000'),
    (2, 'CHECKED_IN', NULL, '2025-02-01', '2025-02-02', 0, 0, '2025-01-02 00:00:00.000000'),
    (3, 'OPEN', NULL, '2025-02-01', '2025-02-02', 0, 1, '2025-01-03 00:00:00.000000');
INSERT INTO tbl_job_lines VALUES (1, 1, 'OIL', 2, 40.5, NULL);
