-- All claims of a person are withdrawn at once, when his registration is destroyed.
CREATE INDEX claims_of_person ON claims (matching_id);
