CREATE TABLE raw_contacts (_id INTEGER PRIMARY KEY, contact_id INTEGER, display_name TEXT, deleted INTEGER);
INSERT INTO raw_contacts VALUES (1, 1, 'Besnik Kurti', 0), (2, 2, 'Taksi Ura', 0), (3, NULL, NULL, 1);
CREATE TABLE mimetypes (_id INTEGER PRIMARY KEY, mimetype TEXT);
INSERT INTO mimetypes VALUES (5, 'vnd.android.cursor.item/phone_v2'), (1, 'vnd.android.cursor.item/email_v2'),
 (7, 'vnd.android.cursor.item/name'), (9, 'vnd.android.cursor.item/note');
CREATE TABLE data (_id INTEGER PRIMARY KEY, mimetype_id INTEGER, raw_contact_id INTEGER, data1 TEXT, data2 TEXT, data4 TEXT);
INSERT INTO data VALUES (1, 7, 1, 'Besnik Kurti', NULL, NULL), (2, 5, 1, '020 7946 0002', '2', '+442079460002'),
 (3, 1, 1, 'besnik@example.test', '1', NULL), (4, 9, 1, 'vetëm natën', NULL, NULL), (5, 7, 2, 'Taksi Ura', NULL, NULL),
 (6, 5, 2, '+442079460003', '2', NULL);
CREATE TABLE calls (_id INTEGER PRIMARY KEY, number TEXT, date INTEGER, duration INTEGER, type INTEGER, new INTEGER,
 name TEXT, countryiso TEXT, normalized_number TEXT);
INSERT INTO calls VALUES (1, '020 7946 0002', 1772384460000, 102, 2, 0, 'Besnik Kurti', 'GB', '+442079460002'),
 (2, '020 7946 0003', 1772384700000, 0, 3, 1, 'Taksi Ura', 'GB', NULL), (3, '-2', 1772384800000, 0, 3, 1, NULL, NULL, NULL),
 (4, '+442079460004', 1772384900000, 31, 1, 0, NULL, 'GB', NULL);
