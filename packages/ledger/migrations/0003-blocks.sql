-- The audit chain, and what expires by itself.

-- The clock of every time limit. A function, so that a test can move it.
CREATE FUNCTION ledger.clock() RETURNS timestamptz
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT clock_timestamp()
$$;

CREATE FUNCTION ledger.microseconds(moment timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT (extract(epoch FROM moment) * 1000000)::bigint
$$;

-- What a block's digest says of its journal rows: a line per column, a word per row. The request is in the
-- fingerprint; the rest is the answer. By columns, because an array becomes text in one go (measured: 2 µs a row,
-- against 8 for a line per row). Fingerprints show as \x and digits; callers see to `bytea_output`.
-- STABLE, as its body is: a function that claims more than its body is not built into the statement.
CREATE FUNCTION ledger.entries_text(
  places integer[], fingerprints bytea[], outcomes text[], left_fen bigint[], details text[],
  debit_posted bigint[], debit_out bigint[], debit_in bigint[],
  credit_posted bigint[], credit_out bigint[], credit_in bigint[]) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT concat_ws(E'\n', array_to_string(places, ' '), array_to_string(fingerprints, ' '),
    array_to_string(outcomes, ' ', 'done'), array_to_string(left_fen, ' ', '-'), array_to_string(details, ' ', '-'),
    array_to_string(debit_posted, ' ', '-'), array_to_string(debit_out, ' ', '-'), array_to_string(debit_in, ' ', '-'),
    array_to_string(credit_posted, ' ', '-'), array_to_string(credit_out, ' ', '-'), array_to_string(credit_in, ' ', '-'))
$$;

-- What a block's digest says of one account that it opens.
CREATE FUNCTION ledger.opening_line(
  code text, currency text, period text, owner bytea, floor_fen bigint, ceiling_fen bigint) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT concat_ws(' ', 'open', code, currency, coalesce(period, '-'),
    coalesce(encode(owner, 'hex'), '-'), coalesce(floor_fen::text, '-'), coalesce(ceiling_fen::text, '-'))
$$;

-- The hash of a block's header.
CREATE FUNCTION ledger.block_hash(
  height bigint, recorded_at timestamptz, openings integer, entries integer, previous bytea, digest bytea) RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(concat_ws(' ', height, ledger.microseconds(recorded_at), openings, entries,
    encode(previous, 'hex'), encode(digest, 'hex')), 'UTF8'))
$$;

-- Adds one block to the chain of each programme given. The caller holds the programmes' rows, and p_at is no
-- earlier than any of their last blocks.
CREATE FUNCTION ledger.seal(
  p_programme integer[], p_openings integer[], p_entries integer[], p_digest bytea[], p_at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = ledger, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
BEGIN
  WITH sealed AS (
    INSERT INTO block (programme_id, height, previous, digest, hash, openings, entries, recorded_at)
      SELECT p.id, p.height + 1, p.head, x.digest,
             block_hash(p.height + 1, p_at, x.openings, x.entries, p.head, x.digest), x.openings, x.entries, p_at
        FROM unnest(p_programme, p_openings, p_entries, p_digest) x(id, openings, entries, digest)
        JOIN programme p ON p.id = x.id
    RETURNING programme_id, height, hash)
  UPDATE programme p SET height = s.height, head = s.hash, last_at = p_at FROM sealed s WHERE p.id = s.programme_id;
END $$;

-- Frees what is held past its time, as a block of its own. The caller holds the programme's row.
-- Returns how many holds ran out.
CREATE FUNCTION ledger.expire_due_of(p_programme integer, p_now timestamptz) RETURNS integer
LANGUAGE plpgsql SET search_path = ledger, pg_temp SET bytea_output = hex AS $$
DECLARE
  v_hold record;
  v_debit account;
  v_credit account;
  v_fingerprint bytea;
  v_height bigint;
  v_at timestamptz;
  v_count integer := 0;
  v_places integer[]; v_fingerprints bytea[]; v_none text[];
  v_debit_posted bigint[]; v_debit_out bigint[]; v_debit_in bigint[];
  v_credit_posted bigint[]; v_credit_out bigint[]; v_credit_in bigint[];
BEGIN
  -- The clock may go backwards; recorded time does not.
  SELECT height + 1, greatest(p_now, last_at) INTO STRICT v_height, v_at FROM programme WHERE id = p_programme;
  FOR v_hold IN
    SELECT h.*, p.code AS programme, d.code AS debit_code, c.code AS credit_code
      FROM hold h JOIN programme p ON p.id = h.programme_id
      JOIN account d ON d.id = h.debit_account JOIN account c ON c.id = h.credit_account
     WHERE h.programme_id = p_programme AND h.state = 'open' AND h.expires_at <= p_now
     ORDER BY h.expires_at, h.key
  LOOP
    v_count := v_count + 1;
    UPDATE hold SET state = 'expired' WHERE key = v_hold.key AND office = v_hold.office;
    UPDATE account SET debits_pending = debits_pending - v_hold.amount_fen
     WHERE id = v_hold.debit_account RETURNING * INTO v_debit;
    UPDATE account SET credits_pending = credits_pending - v_hold.amount_fen
     WHERE id = v_hold.credit_account RETURNING * INTO v_credit;
    -- The canonical request of an expiry: nobody asked, so the ledger asks.
    v_fingerprint := sha256(convert_to(concat('[', concat_ws(',',
      to_json(v_hold.office), to_json(v_hold.programme), to_json('~expire~' || v_hold.key), '"expire"',
      to_json(v_hold.debit_code), to_json(v_hold.credit_code), to_json(v_hold.amount_fen::text),
      to_json(v_hold.key), 'null,null,null,null,null,null,null,null,null'), ']'), 'UTF8'));
    INSERT INTO journal (programme_id, height, position, office, key, fingerprint, kind, outcome, target,
        debit_account, credit_account, amount_fen,
        debit_posted_after, debit_out_after, debit_in_after, credit_posted_after, credit_out_after, credit_in_after)
      VALUES (p_programme, v_height, v_count, v_hold.office, '~expire~' || v_hold.key, v_fingerprint,
        'expire', 'done', v_hold.key, v_hold.debit_account, v_hold.credit_account, v_hold.amount_fen,
        v_debit.credits_posted - v_debit.debits_posted, v_debit.debits_pending, v_debit.credits_pending,
        v_credit.credits_posted - v_credit.debits_posted, v_credit.debits_pending, v_credit.credits_pending);
    v_places[v_count] := v_count; v_fingerprints[v_count] := v_fingerprint; v_none[v_count] := NULL;
    v_debit_posted[v_count] := v_debit.credits_posted - v_debit.debits_posted;
    v_debit_out[v_count] := v_debit.debits_pending; v_debit_in[v_count] := v_debit.credits_pending;
    v_credit_posted[v_count] := v_credit.credits_posted - v_credit.debits_posted;
    v_credit_out[v_count] := v_credit.debits_pending; v_credit_in[v_count] := v_credit.credits_pending;
  END LOOP;
  IF v_count > 0 THEN
    PERFORM seal(ARRAY[p_programme], ARRAY[0], ARRAY[v_count],
      ARRAY[sha256(convert_to(entries_text(v_places, v_fingerprints, v_none, v_none::bigint[], v_none,
        v_debit_posted, v_debit_out, v_debit_in, v_credit_posted, v_credit_out, v_credit_in), 'UTF8'))], v_at);
  END IF;
  UPDATE programme SET due_at = (
    SELECT expires_at FROM hold WHERE programme_id = p_programme AND state = 'open' AND expires_at IS NOT NULL
     ORDER BY expires_at LIMIT 1) WHERE id = p_programme;
  RETURN v_count;
END $$;

-- Opens a programme's books, once; safe to repeat.
CREATE FUNCTION ledger.open_programme(p_id integer, p_office text, p_code text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  IF NOT coalesce(p_office ~ '^[A-Za-z0-9][A-Za-z0-9._:/@+=~-]{0,63}$'
      AND p_code ~ '^[A-Za-z0-9][A-Za-z0-9._:/@+=~-]{0,63}$', false) THEN
    RAISE EXCEPTION '单位或项目代码不合格式 / the code of an office or programme has a wrong form' USING ERRCODE = 'LG003';
  END IF;
  INSERT INTO programme (id, office, code, height, accounts, head, last_at)
    VALUES (p_id, p_office, p_code, 0, 0,
      sha256(convert_to(concat_ws(' ', 'suanquan-ledger-1', p_office, p_code), 'UTF8')), clock())
    ON CONFLICT (code, office) DO NOTHING;
END $$;

-- Frees the holds of one programme that are past their time; for a job that runs now and then.
CREATE FUNCTION ledger.expire_due(p_office text, p_programme text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE
  v_id integer;
  v_due timestamptz;
  v_now timestamptz := clock();
BEGIN
  SELECT id, due_at INTO v_id, v_due FROM programme
    WHERE code = p_programme AND office = p_office FOR NO KEY UPDATE;
  IF v_due <= v_now THEN RETURN expire_due_of(v_id, v_now); END IF;
  RETURN 0;
END $$;
