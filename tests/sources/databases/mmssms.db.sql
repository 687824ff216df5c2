CREATE TABLE sms (_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, person INTEGER, date INTEGER,
 date_sent INTEGER, type INTEGER, subject TEXT, body TEXT, service_center TEXT);
INSERT INTO sms VALUES (1, 1, '+442079460002', NULL, 1772384460000, 0, 1, NULL, 'nesër te ura', NULL);
INSERT INTO sms VALUES (2, 1, '+442079460002', NULL, 1772384520000, 0, 2, NULL, 'po', NULL);
INSERT INTO sms VALUES (3, 2, 'InfoSMS', NULL, 1772384580000, 0, 1, NULL, 'Kodi juaj: 1234', NULL);
CREATE TABLE pdu (_id INTEGER PRIMARY KEY, thread_id INTEGER, date INTEGER, msg_box INTEGER, sub TEXT, m_type INTEGER);
INSERT INTO pdu VALUES (1, 1, 1772384640, 1, NULL, 132);
CREATE TABLE addr (_id INTEGER PRIMARY KEY, msg_id INTEGER, address TEXT, type INTEGER);
INSERT INTO addr VALUES (1, 1, '+442079460002', 137), (2, 1, 'insert-address-token', 151);
CREATE TABLE part (_id INTEGER PRIMARY KEY, mid INTEGER, seq INTEGER, ct TEXT, name TEXT, cl TEXT, fn TEXT,
 _data TEXT, text TEXT);
INSERT INTO part VALUES (1, 1, -1, 'application/smil', NULL, 'smil.xml', NULL, NULL, '<smil/>');
INSERT INTO part VALUES (2, 1, 0, 'text/plain', NULL, 'text.txt', NULL, NULL, 'ja vendi');
INSERT INTO part VALUES (3, 1, 0, 'image/jpeg', NULL, 'ura.jpg', NULL, '/data/app_parts/PART_1.jpg', NULL);
