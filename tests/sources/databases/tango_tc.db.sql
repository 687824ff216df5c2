CREATE TABLE conversations (conv_id TEXT PRIMARY KEY, payload BLOB, conv_del_status INTEGER);
INSERT INTO conversations VALUES ('AbCdEfGhIjKlMnOpQrStUv', 'EiMKBEJlbmkSA0t1choWQWJDZEVmR2hJaktsTW5PcFFyU3RVdg==', 0);
CREATE TABLE messages (msg_id INTEGER PRIMARY KEY, conv_id TEXT, type INTEGER, media_id TEXT, create_time BIGINT, direction INTEGER,
 payload BLOB, del_status INTEGER);
INSERT INTO messages VALUES (1, 'AbCdEfGhIjKlMnOpQrStUv', 0, NULL, 1772384460000, 2, 'IgZuZXPDq3I=', 0),
 (2, 'AbCdEfGhIjKlMnOpQrStUv', 0, NULL, 1772384520000, 1, 'IgJwbw==', 2);
