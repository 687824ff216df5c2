CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT, service TEXT);
INSERT INTO handle VALUES (1, '+442079460002', 'iMessage'), (2, 'zoga@example.test', 'iMessage');
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, guid TEXT, chat_identifier TEXT, display_name TEXT);
INSERT INTO chat VALUES (1, 'iMessage;-;+442079460002', '+442079460002', ''), (2, 'iMessage;+;chat1', 'chat1', 'Udhëtimi');
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER);
INSERT INTO chat_handle_join VALUES (1, 1), (2, 1), (2, 2);
CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, attributedBody BLOB, service TEXT, account TEXT,
 handle_id INTEGER, date INTEGER, is_from_me INTEGER);
INSERT INTO message VALUES (1, 'm1', 'nesër te ura', NULL, 'iMessage', 'P:+442079460001', 1, 794077260000000000, 0),
 (2, 'm2', NULL, X'040B73747265616D747970656481E803840140848484124E5341747472696275746564537472696E67008484084E534F626A656374008592848484084E53537472696E67019484012B02706F8684', 'iMessage', 'P:+442079460001', 1, 794077320000000000, 1),
 (3, 'm3', '￼', NULL, 'iMessage', 'P:+442079460001', 2, 794077380000000000, 0), (4, 'm4', 'mirë', NULL, 'iMessage', NULL, 0, 794077440000000000, 1);
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER);
INSERT INTO chat_message_join VALUES (1, 1), (1, 2), (2, 3), (2, 4);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, filename TEXT, mime_type TEXT, transfer_name TEXT);
INSERT INTO attachment VALUES (1, '~/Library/SMS/Attachments/00/IMG_0001.heic', 'image/heic', 'IMG_0001.heic');
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER);
INSERT INTO message_attachment_join VALUES (3, 1);
