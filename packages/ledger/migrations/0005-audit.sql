-- Checkpoints, and the keys behind commitments.

-- Adds a checkpoint to an office's series. Its text is made outside (it may be signed there); here its number
-- and hash are checked, so that the series has no gap and no two ends.
CREATE FUNCTION ledger.add_checkpoint(
  p_office text, p_number bigint, p_body text, p_signature bytea, p_signer bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  -- The primary key settles which of two checkpoints with the same number was first.
  IF p_number IS DISTINCT FROM (SELECT coalesce(max(number), 0) + 1 FROM checkpoint WHERE office = p_office) THEN
    RAISE EXCEPTION '检查点序号不连续 / the checkpoint''s number does not follow the last one' USING ERRCODE = 'LG004';
  END IF;
  INSERT INTO checkpoint (office, number, body, hash, signature, signer)
    VALUES (p_office, p_number, p_body, sha256(convert_to(p_body, 'UTF8')), p_signature, p_signer);
END $$;

-- The key of a person's commitments, made on first use from the bytes given. Null: destroyed.
CREATE FUNCTION ledger.person_key_of(p_office text, p_person text, p_fresh bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  INSERT INTO person_key (person, office, key) VALUES (p_person, p_office, p_fresh)
    ON CONFLICT (person, office) DO NOTHING;
  RETURN (SELECT key FROM person_key WHERE person = p_person AND office = p_office);
END $$;

-- Destroys a person's key for good. True: there was one.
CREATE FUNCTION ledger.destroy_person_key(p_office text, p_person text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  UPDATE person_key SET key = NULL, destroyed_at = clock()
   WHERE person = p_person AND office = p_office AND key IS NOT NULL;
  RETURN FOUND;
END $$;
