CREATE TABLE loan_requests (
  id integer PRIMARY KEY,
  title text NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'approved', 'declined')),
  decided_at timestamp,
  verdict_note text,
  picked_up_at timestamp,
  withdrawn_at timestamp
);
