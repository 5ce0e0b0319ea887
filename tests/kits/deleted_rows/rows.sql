INSERT INTO doctors (id, name, licence, deleted_at) VALUES
    (1, 'Ada', 'L-1', NULL), (2, 'Bea', 'L-2', NULL), (3, 'Cid', 'L-3', '2020-01-01 00:00:00.000000');
INSERT INTO visits (id, doctor_id, note, is_deleted) VALUES
    (1, 1, 'flu', 0), (2, 1, 'typo', 1), (3, 3, 'cough', 0);
