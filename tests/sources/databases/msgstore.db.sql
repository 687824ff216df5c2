CREATE TABLE jid (_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT);
INSERT INTO jid VALUES (1, '442079460002', 's.whatsapp.net', '442079460002@s.whatsapp.net'),
 (2, '442079460001-100', 'g.us', '442079460001-100@g.us'), (3, '442079460003', 's.whatsapp.net', '442079460003@s.whatsapp.net'),
 (4, '990000000000001', 'lid', '990000000000001@lid');
CREATE TABLE jid_map (lid_row_id INTEGER PRIMARY KEY, jid_row_id INTEGER);
INSERT INTO jid_map VALUES (4, 3);
CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT, created_timestamp INTEGER);
INSERT INTO chat VALUES (1, 1, NULL, NULL), (2, 2, 'Udhëtimi', 1772384400000);
CREATE TABLE group_participant_user (_id INTEGER PRIMARY KEY, group_jid_row_id INTEGER, user_jid_row_id INTEGER);
INSERT INTO group_participant_user VALUES (1, 2, 1), (2, 2, 4);
CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT, sender_jid_row_id INTEGER,
 status INTEGER, timestamp INTEGER, received_timestamp INTEGER, message_type INTEGER, text_data TEXT);
INSERT INTO message VALUES (1, -1, 0, '-1', 0, 0, 0, 0, 0, NULL),
 (2, 1, 0, 'A1', 0, 0, 1772384460000, 1772384461000, 0, 'nesër në ora 5, te ura'), (3, 1, 1, 'A2', 0, 4, 1772384520000, 0, 0, 'po'),
 (4, 2, 0, 'A3', 0, 0, 1772384400000, 0, 7, NULL), (5, 2, 0, 'A4', 4, 0, 1772384580000, 0, 1, NULL),
 (6, 2, 1, 'A5', 0, 4, 1772384640000, 0, 5, NULL);
CREATE TABLE message_media (message_row_id INTEGER PRIMARY KEY, file_path TEXT, mime_type TEXT, media_name TEXT);
INSERT INTO message_media VALUES (5, 'Media/WhatsApp Images/IMG-20260301-WA0001.jpg', 'image/jpeg', NULL);
CREATE TABLE message_location (message_row_id INTEGER PRIMARY KEY, latitude REAL, longitude REAL, place_name TEXT);
INSERT INTO message_location VALUES (6, 42.6629, 21.1655, 'Ura');
CREATE TABLE call_log (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, from_me INTEGER, call_id TEXT, timestamp INTEGER,
 video_call INTEGER, duration INTEGER, call_result INTEGER);
INSERT INTO call_log VALUES (1, 1, 1, 'c1', 1772384700000, 1, 61, 5);
