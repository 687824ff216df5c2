CREATE TABLE _artifact_search_patterns (id INTEGER PRIMARY KEY, module_name TEXT, artifact_name TEXT, regex TEXT);
CREATE TABLE _lava_media_items (id TEXT PRIMARY KEY, source_path TEXT);
CREATE TABLE get_call_logs (call_date INTEGER, phone_account_address TEXT, partner TEXT, type TEXT, duration_in_secs TEXT);
INSERT INTO get_call_logs VALUES (1772384460, '+442079460001', '+442079460002', 'Outgoing', '102');
CREATE TABLE sms (message_timestamp INTEGER, message TEXT, message_direction TEXT, phone_number TEXT);
INSERT INTO sms VALUES (1772384520, 'nesër te ura', 'Incoming', '+442079460002'),
 ('2026-03-01 17:03:00+00:00', 'po', 'Outgoing', '+442079460002');
CREATE TABLE installed_apps (bundle_id TEXT, path TEXT);
INSERT INTO installed_apps VALUES ('test.example', '/data');
