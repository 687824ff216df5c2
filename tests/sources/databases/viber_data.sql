CREATE TABLE phonebookcontact (_id INTEGER PRIMARY KEY, display_name TEXT, deleted BOOLEAN);
INSERT INTO phonebookcontact VALUES (1, 'Besnik Kurti', NULL);
CREATE TABLE phonebookdata (_id INTEGER PRIMARY KEY, contact_id INTEGER, data1 TEXT, data2 TEXT);
INSERT INTO phonebookdata VALUES (1, 1, '020 7946 0002', '+442079460002');
CREATE TABLE calls (_id INTEGER PRIMARY KEY, number TEXT, canonized_number TEXT, viber_call_type INTEGER, date LONG,
 duration LONG, type INT);
INSERT INTO calls VALUES (1, '+442079460002', '+442079460002', 1, 1772384460000, 98, 1),
 (2, '+442079460002', '+442079460002', 4, 1772384520000, 12, 2);
CREATE TABLE conversations (_id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO conversations VALUES (7, NULL);
CREATE TABLE participants_info (_id INTEGER PRIMARY KEY, number TEXT, display_name TEXT, contact_name TEXT);
INSERT INTO participants_info VALUES (3, '+442079460002', 'Beni', 'Besnik Kurti');
CREATE TABLE participants (_id INTEGER PRIMARY KEY, conversation_id INTEGER, participant_info_id INTEGER);
INSERT INTO participants VALUES (5, 7, 3);
CREATE TABLE messages (_id INTEGER PRIMARY KEY, msg_date INTEGER, participant_id INTEGER, conversation_id INTEGER, body TEXT,
 send_type INTEGER, location_lat INTEGER, location_lng INTEGER);
INSERT INTO messages VALUES (1, 1772384460000, 5, 7, 'ku je', 0, 0, 0), (2, 1772384520000, NULL, 7, 'te ura', 1, 426629000, 211655000);
