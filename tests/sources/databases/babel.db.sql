CREATE TABLE participants (_id INTEGER PRIMARY KEY, chat_id TEXT, gaia_id TEXT, full_name TEXT, fallback_name TEXT);
INSERT INTO participants VALUES (1, '100000000000000000001', '100000000000000000001', 'Zoga Gashi', 'zoga@example.test'),
 (2, '100000000000000000002', '100000000000000000002', 'Besnik Kurti', 'Besnik Kurti');
CREATE TABLE conversations (_id INTEGER PRIMARY KEY, conversation_id TEXT, generated_name TEXT);
INSERT INTO conversations VALUES (1, 'c1', 'Besnik Kurti');
CREATE TABLE conversation_participants (_id INTEGER PRIMARY KEY, participant_row_id INTEGER, conversation_id TEXT);
INSERT INTO conversation_participants VALUES (1, 2, 'c1'), (2, 1, 'c1');
CREATE TABLE messages (_id INTEGER PRIMARY KEY, conversation_id TEXT, author_chat_id TEXT, text TEXT, timestamp INT, type INT);
INSERT INTO messages VALUES (1, 'c1', '100000000000000000002', 'nes&euml;r te ura', 1772384460000000, 2),
 (2, 'c1', '100000000000000000001', 'po', 1772384520000000, 1);
