CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY, First TEXT, Middle TEXT, Last TEXT, Organization TEXT, Nickname TEXT, Note TEXT,
 Birthday TEXT);
INSERT INTO ABPerson VALUES (1, 'Besnik', NULL, 'Kurti', NULL, 'Beni', 'vetëm natën', '-657115200.0'),
 (2, NULL, NULL, NULL, 'Taksi Ura', NULL, NULL, NULL);
CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, label INTEGER, value TEXT);
INSERT INTO ABMultiValue VALUES (1, 1, 3, 1, '+44 20 7946 0002'), (2, 1, 4, NULL, 'besnik@example.test'), (3, 1, 5, NULL, NULL),
 (4, 2, 3, 1, '+442079460003');
CREATE TABLE ABMultiValueEntry (parent_id INTEGER, key INTEGER, value TEXT);
INSERT INTO ABMultiValueEntry VALUES (3, 1, 'Rruga e Urës 5'), (3, 2, 'Prizren');
CREATE TABLE ABMultiValueLabel (value TEXT);
INSERT INTO ABMultiValueLabel VALUES ('_$!<Mobile>!$_');
