-- What the handler of these tests leaves behind, one row each time it really applies a message.
CREATE TABLE effect (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id uuid NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL
);
CREATE TABLE contended (id int PRIMARY KEY);
INSERT INTO contended VALUES (1);
