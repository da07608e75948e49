-- One statement applies a batch. All work on a programme happens while its row is locked, so that
-- everything read below is what is true, and blocks follow one another. Requests are decided one after
-- the other in memory, against running totals held in arrays, and written together: measured against a
-- set-based decision with window functions, this is as fast (7 of 36 µs per request) and needs no second
-- path for holds, reversals and linked groups.
--
-- Plans are fixed to index lookups on purpose: the planner guesses ten rows for an array of a thousand, and a
-- plan made while a table was empty reads it all once it has grown (measured: 0.7 ms a row after 3,000 rows).
-- Probes of the journal stand in LATERAL … LIMIT 1 with nothing but the key in them, so that no plan for them
-- exists but the unique index.

-- Opens the accounts of a batch that are not there yet. Returns per opening: opened, exists or differs.
-- p_at says which account of the batch each opening is about; p_height is the block to come of each programme.
CREATE FUNCTION ledger.open_accounts(
  p_programme integer[], p_height bigint[], p_account_programme integer[], p_account text[],
  p_at integer[], p_currency text[], p_period text[], p_owner bytea[],
  p_floor bigint[], p_ceiling bigint[]) RETURNS text[]
LANGUAGE plpgsql SET search_path = ledger, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  c_limit_max CONSTANT bigint := 4000000000000000000;
  v_answer text[];
BEGIN
  IF EXISTS (
    SELECT FROM unnest(p_at, p_currency, p_period, p_owner, p_floor, p_ceiling)
           o(at, currency, period, owner, floor_fen, ceiling_fen)
     WHERE NOT coalesce(p_account[o.at] ~ '^[A-Za-z0-9][A-Za-z0-9._:/@+=~-]{0,127}$'
             AND o.currency ~ '^[A-Z][A-Z0-9-]{2,15}$', false)
        OR o.period !~ '^[A-Za-z0-9][A-Za-z0-9._:/@+=~-]{0,31}$'
        OR length(o.owner) <> 32
        OR o.floor_fen NOT BETWEEN -c_limit_max AND c_limit_max
        OR o.ceiling_fen NOT BETWEEN -c_limit_max AND c_limit_max)
  THEN
    RAISE EXCEPTION '账户定义不合格式 / the definition of an account has a wrong form' USING ERRCODE = 'LG003';
  END IF;
  -- The programmes are locked, so what is missing now stays missing until it is opened here.
  WITH named AS (
    SELECT p_account_programme[o.at] AS programme, p_account[o.at] AS code, o.*,
           row_number() OVER (PARTITION BY p_account_programme[o.at], p_account[o.at] ORDER BY o.n) AS mention
      FROM unnest(p_at, p_currency, p_period, p_owner, p_floor, p_ceiling) WITH ORDINALITY
           o(at, currency, period, owner, floor_fen, ceiling_fen, n)),
  added AS (
    INSERT INTO account (id, programme_id, code, currency, period, owner,
        opening_floor_fen, opening_ceiling_fen, floor_fen, ceiling_fen, opened_height)
      SELECT (p.id::bigint << 32) + p.accounts + row_number() OVER (PARTITION BY p.id ORDER BY o.n),
             p.id, o.code, o.currency, o.period, o.owner,
             o.floor_fen, o.ceiling_fen, o.floor_fen, o.ceiling_fen, p_height[o.programme]
        FROM named o JOIN programme p ON p.id = p_programme[o.programme]
        LEFT JOIN LATERAL (
          SELECT true AS there FROM account k WHERE k.code = o.code AND k.programme_id = p.id LIMIT 1) a ON true
       WHERE o.mention = 1 AND a.there IS NULL
      RETURNING programme_id)
  UPDATE programme p SET accounts = p.accounts + x.count
    FROM (SELECT programme_id, count(*) AS count FROM added GROUP BY programme_id) x WHERE p.id = x.programme_id;
  SELECT array_agg(answer) INTO v_answer FROM (
    SELECT CASE
        WHEN o.mention = 1 AND a.opened_height = p_height[p_account_programme[o.at]] THEN 'opened'
        WHEN a.currency = o.currency AND a.period IS NOT DISTINCT FROM o.period
             AND a.owner IS NOT DISTINCT FROM o.owner THEN 'exists'
        ELSE 'differs' END AS answer
      FROM (SELECT u.*, row_number() OVER (PARTITION BY p_account_programme[u.at], p_account[u.at] ORDER BY u.n) AS mention
              FROM unnest(p_at, p_currency, p_period, p_owner) WITH ORDINALITY
                   u(at, currency, period, owner, n)) o
      LEFT JOIN LATERAL (
        SELECT * FROM account k
         WHERE k.code = p_account[o.at] AND k.programme_id = p_programme[p_account_programme[o.at]] LIMIT 1) a ON true
     ORDER BY o.n) answers;
  RETURN v_answer;
END $$;

-- Brings holds and reversals into line with the requests just written.
CREATE FUNCTION ledger.write_holds(
  p_id integer[], p_office text[], p_programme integer[], p_key text[], p_kind text[], p_outcome text[],
  p_skip boolean[], p_amount bigint[], p_target text[], p_first integer[], p_whole bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = ledger, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
BEGIN
  INSERT INTO hold (key, office, programme_id, debit_account, credit_account, amount_fen, expires_at, state)
    SELECT j.key, j.office, j.programme_id, j.debit_account, j.credit_account, j.amount_fen, j.expires_at, 'open'
      FROM unnest(p_programme, p_key, p_kind, p_outcome, p_skip) r(programme, key, kind, outcome, skip)
     CROSS JOIN LATERAL (SELECT * FROM journal k WHERE k.key = r.key AND k.office = p_office[r.programme] LIMIT 1) j
     WHERE r.kind = 'hold' AND r.outcome IS NULL AND r.skip IS NULL;
  UPDATE programme p SET due_at = least(p.due_at, x.due_at)
    FROM (SELECT j.programme_id, min(j.expires_at) AS due_at
            FROM unnest(p_programme, p_key, p_kind, p_outcome, p_skip) r(programme, key, kind, outcome, skip)
           CROSS JOIN LATERAL (
             SELECT * FROM journal k WHERE k.key = r.key AND k.office = p_office[r.programme] LIMIT 1) j
           WHERE r.kind = 'hold' AND r.outcome IS NULL AND r.skip IS NULL AND j.expires_at IS NOT NULL
           GROUP BY j.programme_id) x
   WHERE p.id = x.programme_id;
  UPDATE hold h SET state = CASE r.kind WHEN 'capture' THEN 'captured' ELSE 'released' END,
         captured_fen = CASE r.kind WHEN 'capture' THEN r.amount ELSE 0 END
    FROM unnest(p_programme, p_kind, p_outcome, p_skip, p_amount, p_target)
         r(programme, kind, outcome, skip, amount, target)
   WHERE h.key = r.target AND h.office = p_office[r.programme]
     AND r.kind IN ('capture', 'release') AND r.outcome IS NULL AND r.skip IS NULL;
  INSERT INTO reversed (key, office, amount_fen, reversed_fen)
    SELECT r.target, p_office[r.programme], p_whole[r.first], sum(r.amount)
      FROM unnest(p_programme, p_kind, p_outcome, p_skip, p_amount, p_target, p_first)
           r(programme, kind, outcome, skip, amount, target, first)
     WHERE r.kind = 'reverse' AND r.outcome IS NULL AND r.skip IS NULL
     GROUP BY r.programme, r.target, r.first
    ON CONFLICT (key, office) DO UPDATE SET reversed_fen = reversed.reversed_fen + excluded.reversed_fen;
END $$;

-- Applies a batch of requests in order; with ledger.open_programme and ledger.expire_due the only way in.
-- Arrays that begin alike run in parallel, a missing array stands for nulls. p_programme, p_debit, p_credit,
-- p_account_programme and p_open_account are places in the batch's own lists, counted from 1.
--   p_careful   look for known keys first. Without it the batch hopes that every key is new, and fails as
--               a whole with unique_violation, nothing written, when one is not; the caller then repeats.
-- Answers: the moment recorded; per programme the height of the new block; the answers of openings; and,
-- unless every request was simply done, per request its outcome (null: done), what is left, a detail, and
-- where it had been written if it was answered before. A request's position in its block is its place here.
CREATE FUNCTION ledger.apply(
  p_careful boolean,
  p_programme_office text[], p_programme_code text[],
  p_account_programme integer[], p_account_code text[],
  p_open_account integer[], p_open_currency text[], p_open_period text[],
  p_open_owner bytea[], p_open_floor bigint[], p_open_ceiling bigint[],
  p_programme integer[], p_key text[], p_fingerprint bytea[], p_kind text[],
  p_debit integer[], p_credit integer[], p_amount bigint[], p_target text[],
  p_group integer[], p_link text[], p_expires timestamptz[], p_floor bigint[], p_ceiling bigint[],
  p_state text[], p_reference text[], p_reason text[], p_actor text[], p_event timestamptz[],
  OUT recorded_at timestamptz, OUT height bigint[], OUT opened text[],
  OUT outcome text[], OUT left_fen bigint[], OUT detail text[],
  OUT replayed_height bigint[], OUT replayed_position integer[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp SET bytea_output = hex
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
  c_total_max CONSTANT bigint := 4000000000000000000;
  c_amount_max CONSTANT bigint := 1000000000000000;
  v_count CONSTANT integer := coalesce(cardinality(p_key), 0);
  v_now timestamptz; v_due timestamptz;
  -- g_: programmes of the batch. a_: its accounts, and behind them those that targets bring along.
  g_id integer[]; g_height bigint[];
  -- a_tid is where each account's row lies: the programmes are locked, so that nobody else moves it.
  a_programme integer[] := p_account_programme; a_id bigint[]; a_tid tid[]; a_currency text[]; a_state text[];
  a_floor bigint[]; a_ceiling bigint[]; a_debits bigint[]; a_credits bigint[]; a_out bigint[]; a_in bigint[];
  -- t_: what requests act on; requests with the same target share the entry at t_first.
  -- t_made says which target a request brings into being.
  t_first integer[]; t_made integer[]; t_kind text[]; t_debit_id bigint[]; t_credit_id bigint[];
  t_debit integer[]; t_credit integer[]; t_amount bigint[]; t_state text[]; t_used bigint[];
  -- k_: answers given before.
  k_first integer[]; k_height bigint[]; k_position integer[]; k_same boolean[];
  k_outcome text[]; k_left bigint[]; k_detail text[];
  -- r_: what each request comes to.
  r_debit integer[] := p_debit; r_credit integer[] := p_credit; r_amount bigint[] := p_amount;
  r_posted bigint[]; r_pending bigint[]; r_skip boolean[];
  r_debit_posted bigint[]; r_debit_out bigint[]; r_debit_in bigint[];
  r_credit_posted bigint[]; r_credit_out bigint[]; r_credit_in bigint[];
  v_kind text; d integer; c integer; t integer; v_amount bigint; v_posted bigint; v_pending bigint;
  v_room bigint; v_why text; v_left bigint; v_detail text; v_plain boolean := true;
  v_rows integer; v_all boolean;
  -- Nothing but new requests that stand alone and act on no other: those are decided in fewer steps.
  v_simple CONSTANT boolean := NOT p_careful AND p_target IS NULL AND p_group IS NULL;
  v_group integer; v_group_begins integer; v_group_now integer; v_broken integer; v_broken_by text; v_void boolean;
  b_programme integer[]; b_openings integer[]; b_entries integer[]; b_digest bytea[];
BEGIN
  -- 1. Lock the programmes, in one order for everybody, in a statement of its own: a statement that
  --    waited for a lock goes on reading with its snapshot from before the wait.
  SELECT array_agg(s.id), array_agg(s.height + 1), max(s.last_at), min(s.due_at)
    INTO g_id, g_height, recorded_at, v_due FROM (
      SELECT * FROM (
        SELECT p.id, p.height, p.last_at, p.due_at, u.n
          FROM unnest(p_programme_office, p_programme_code) WITH ORDINALITY u(office, code, n)
          JOIN programme p ON p.code = u.code AND p.office = u.office
         ORDER BY p.id FOR NO KEY UPDATE OF p) locked
       ORDER BY n) s;
  IF cardinality(g_id) IS DISTINCT FROM cardinality(p_programme_code) THEN
    RAISE EXCEPTION '批次中有未开账的项目 / a programme of the batch has no books' USING ERRCODE = 'LG002';
  END IF;
  v_now := clock();
  recorded_at := greatest(v_now, recorded_at);
  IF v_due <= v_now THEN
    PERFORM expire_due_of(p.id, v_now) FROM programme p WHERE p.id = ANY (g_id) AND p.due_at <= v_now;
    SELECT array_agg(s.height + 1) INTO g_height FROM (
      SELECT p.height FROM unnest(g_id) WITH ORDINALITY u(id, n) JOIN programme p ON p.id = u.id ORDER BY u.n) s;
  END IF;

  -- 2. Open what is to be opened, then read the running totals.
  IF p_open_account IS NOT NULL THEN
    opened := open_accounts(g_id, g_height, p_account_programme, p_account_code, p_open_account,
      p_open_currency, p_open_period, p_open_owner, p_open_floor, p_open_ceiling);
  END IF;
  SELECT array_agg(s.tid), array_agg(s.id), array_agg(s.currency), array_agg(s.state), array_agg(s.floor_fen),
         array_agg(s.ceiling_fen), array_agg(s.debits_posted), array_agg(s.credits_posted),
         array_agg(s.debits_pending), array_agg(s.credits_pending)
    INTO a_tid, a_id, a_currency, a_state, a_floor, a_ceiling, a_debits, a_credits, a_out, a_in FROM (
      SELECT a.ctid AS tid, a.* FROM unnest(p_account_programme, p_account_code) WITH ORDINALITY u(programme, code, n)
        LEFT JOIN account a ON a.code = u.code AND a.programme_id = g_id[u.programme] ORDER BY u.n) s;
  IF (SELECT count(*) <> count(DISTINCT id) FROM unnest(a_id) u(id) WHERE id IS NOT NULL) THEN
    RAISE EXCEPTION '批次中科目重复 / an account is listed twice in the batch' USING ERRCODE = 'LG003';
  END IF;

  -- 3. Find what requests act on, and read the accounts behind it.
  IF p_target IS NOT NULL THEN
    SELECT array_agg(s.first) FILTER (WHERE s.acts), array_agg(s.first) FILTER (WHERE NOT s.acts)
      INTO t_first, t_made FROM (
        SELECT n, acts, min(n) FILTER (WHERE acts AND name IS NOT NULL) OVER (PARTITION BY programme, name) AS first
          FROM (SELECT programme, target AS name, n::integer, true AS acts
                  FROM unnest(p_programme, p_target, p_key) WITH ORDINALITY u(programme, target, key, n)
                UNION ALL
                SELECT programme, key, n::integer, false
                  FROM unnest(p_programme, p_key) WITH ORDINALITY u(programme, key, n)) both_names
         ORDER BY n) s;
    SELECT array_agg(s.kind), array_agg(s.debit_account), array_agg(s.credit_account), array_agg(s.amount_fen),
           array_agg(s.state), array_agg(coalesce(s.reversed_fen, 0))
      INTO t_kind, t_debit_id, t_credit_id, t_amount, t_state, t_used FROM (
        SELECT j.kind, j.debit_account, j.credit_account, j.amount_fen, h.state, r.reversed_fen
          FROM unnest(p_programme, p_target, p_key) WITH ORDINALITY u(programme, target, key, n)
          LEFT JOIN LATERAL (
            SELECT * FROM journal k WHERE k.key = u.target AND k.office = p_programme_office[u.programme] LIMIT 1) j
            ON j.programme_id = g_id[u.programme] AND j.outcome = 'done'
          LEFT JOIN LATERAL (SELECT * FROM hold k WHERE k.key = j.key AND k.office = j.office LIMIT 1) h ON true
          LEFT JOIN LATERAL (SELECT * FROM reversed k WHERE k.key = j.key AND k.office = j.office LIMIT 1) r ON true
         ORDER BY u.n) s;
    t_debit := array_fill(NULL::integer, ARRAY[v_count]); t_credit := t_debit;
    FOR i IN 1..v_count LOOP
      CONTINUE WHEN t_debit_id[i] IS NULL OR t_credit_id[i] IS NULL OR t_first[i] < i;
      d := array_position(a_id, t_debit_id[i]);
      IF d IS NULL THEN a_id := a_id || t_debit_id[i]; d := cardinality(a_id); END IF;
      c := array_position(a_id, t_credit_id[i]);
      IF c IS NULL THEN a_id := a_id || t_credit_id[i]; c := cardinality(a_id); END IF;
      t_debit[i] := d; t_credit[i] := c;
    END LOOP;
    SELECT array_agg(s.programme), array_agg(s.tid), array_agg(s.currency), array_agg(s.state),
           array_agg(s.floor_fen), array_agg(s.ceiling_fen), array_agg(s.debits_posted), array_agg(s.credits_posted),
           array_agg(s.debits_pending), array_agg(s.credits_pending)
      INTO a_programme, a_tid, a_currency, a_state, a_floor, a_ceiling, a_debits, a_credits, a_out, a_in FROM (
        SELECT array_position(g_id, a.programme_id) AS programme, a.ctid AS tid, a.*
          FROM unnest(a_id) WITH ORDINALITY u(id, n) LEFT JOIN account a ON a.id = u.id ORDER BY u.n) s;
  END IF;

  -- 4. Look for answers given before.
  IF p_careful THEN
    SELECT array_agg(s.first), array_agg(s.height), array_agg(s.position), array_agg(s.same),
           array_agg(s.outcome), array_agg(s.left_fen), array_agg(s.detail)
      INTO k_first, k_height, k_position, k_same, k_outcome, k_left, k_detail FROM (
        SELECT min(u.n) OVER (PARTITION BY p_programme_office[u.programme], u.key)::integer AS first,
               j.height, j.position, j.fingerprint = u.fingerprint AS same, j.outcome, j.left_fen, j.detail
          FROM unnest(p_programme, p_key, p_fingerprint) WITH ORDINALITY u(programme, key, fingerprint, n)
          LEFT JOIN LATERAL (
            SELECT * FROM journal k WHERE k.key = u.key AND k.office = p_programme_office[u.programme] LIMIT 1) j ON true
         ORDER BY u.n) s;
  END IF;

  -- 5. Decide, one after the other.
  outcome := array_fill(NULL::text, ARRAY[v_count]); detail := outcome;
  left_fen := array_fill(NULL::bigint, ARRAY[v_count]); replayed_height := left_fen;
  r_debit_posted := left_fen; r_debit_out := left_fen; r_debit_in := left_fen;
  r_credit_posted := left_fen; r_credit_out := left_fen; r_credit_in := left_fen;
  r_posted := left_fen; r_pending := left_fen;
  replayed_position := array_fill(NULL::integer, ARRAY[v_count]);
  r_skip := array_fill(NULL::boolean, ARRAY[v_count]);
  IF r_debit IS NULL THEN r_debit := replayed_position; END IF;
  IF r_credit IS NULL THEN r_credit := replayed_position; END IF;
  IF r_amount IS NULL THEN r_amount := left_fen; END IF;

  FOR i IN 1..v_count LOOP
    IF v_simple THEN
      d := p_debit[i]; c := p_credit[i]; v_amount := p_amount[i];
      IF p_kind[i] = 'transfer' AND d <> c AND v_amount BETWEEN 1 AND c_amount_max
        AND a_state[d] = 'open' AND a_state[c] = 'open' AND a_currency[d] = a_currency[c]
        AND a_programme[d] = p_programme[i] AND a_programme[c] = p_programme[i]
        AND v_amount <= least(
          c_total_max - a_debits[d] - a_out[d], a_credits[d] - a_debits[d] - a_out[d] - a_floor[d],
          c_total_max - a_credits[c] - a_in[c], a_ceiling[c] - a_credits[c] - a_in[c] + a_debits[c])
      THEN
        a_debits[d] := a_debits[d] + v_amount; a_credits[c] := a_credits[c] + v_amount;
        r_debit_posted[i] := a_credits[d] - a_debits[d]; r_debit_out[i] := a_out[d]; r_debit_in[i] := a_in[d];
        r_credit_posted[i] := a_credits[c] - a_debits[c]; r_credit_out[i] := a_out[c]; r_credit_in[i] := a_in[c];
        CONTINUE;
      END IF;
    END IF;
    v_group := p_group[i];
    IF v_group IS NOT NULL THEN
      IF v_group = v_broken THEN
        outcome[i] := 'linked'; detail[i] := v_broken_by; r_skip[i] := v_void;
        CONTINUE;
      ELSIF v_group IS DISTINCT FROM v_group_now THEN
        v_group_now := v_group; v_group_begins := i;
      END IF;
    END IF;
    v_kind := p_kind[i]; d := p_debit[i]; c := p_credit[i]; v_amount := p_amount[i];
    v_posted := 0; v_pending := 0; v_why := NULL; v_left := NULL; v_detail := NULL; t := NULL;

    -- 5a. Was it answered before?
    IF p_careful THEN
      IF k_first[i] < i THEN
        IF p_fingerprint[i] = p_fingerprint[k_first[i]] THEN
          v_plain := false; r_skip[i] := true;
          outcome[i] := outcome[k_first[i]]; left_fen[i] := left_fen[k_first[i]]; detail[i] := detail[k_first[i]];
          replayed_height[i] := coalesce(replayed_height[k_first[i]], g_height[p_programme[i]]);
          replayed_position[i] := coalesce(replayed_position[k_first[i]], k_first[i]);
          CONTINUE;
        END IF;
        v_why := 'conflict';
      ELSIF k_same[i] THEN
        v_plain := false; r_skip[i] := true;
        outcome[i] := nullif(k_outcome[i], 'done'); left_fen[i] := k_left[i]; detail[i] := k_detail[i];
        replayed_height[i] := k_height[i]; replayed_position[i] := k_position[i];
        CONTINUE;
      ELSIF k_height[i] IS NOT NULL THEN
        v_why := 'conflict';
      END IF;
    END IF;

    -- 5b. What would it move?
    IF v_why IS NOT NULL THEN NULL;
    ELSIF v_amount < 1 OR v_amount > c_amount_max THEN v_why := 'malformed';
    ELSIF v_kind = 'transfer' THEN v_posted := v_amount;
    ELSIF v_kind = 'hold' THEN
      v_pending := v_amount;
      IF p_expires[i] <= v_now THEN v_why := 'too-late'; END IF;
    ELSIF v_kind IN ('capture', 'release', 'reverse') THEN
      t := t_first[i];
      IF t_kind[t] IS NULL THEN v_why := 'unknown-target'; v_detail := p_target[i];
      ELSIF v_kind = 'reverse' THEN
        d := t_credit[t]; c := t_debit[t];
        v_left := t_amount[t] - t_used[t]; v_amount := coalesce(v_amount, v_left); v_posted := v_amount;
        IF t_kind[t] NOT IN ('transfer', 'capture') THEN v_why := 'not-reversible'; v_left := NULL;
        ELSIF v_amount > v_left OR v_left = 0 THEN v_why := 'above-rest';
        ELSE v_left := NULL;
        END IF;
      ELSE
        d := t_debit[t]; c := t_credit[t];
        IF v_kind = 'capture' THEN v_amount := coalesce(v_amount, t_amount[t]); v_posted := v_amount;
        ELSE v_amount := t_amount[t];
        END IF;
        v_pending := -t_amount[t];
        IF t_kind[t] <> 'hold' THEN v_why := 'not-a-hold';
        ELSIF t_state[t] = 'captured' THEN v_why := 'already-captured';
        ELSIF t_state[t] = 'released' THEN v_why := 'already-released';
        ELSIF t_state[t] = 'expired' THEN v_why := 'expired';
        ELSIF v_amount > t_amount[t] THEN v_why := 'above-held'; v_left := t_amount[t];
        END IF;
      END IF;
      r_debit[i] := d; r_credit[i] := c; r_amount[i] := nullif(v_amount, 0);
    ELSIF v_kind IN ('limit', 'state') AND v_group IS NULL AND c IS NULL AND v_amount IS NULL THEN
      IF a_id[d] IS NULL OR a_programme[d] <> p_programme[i] THEN
        v_why := 'unknown-account'; v_detail := p_account_code[d];
      ELSIF a_state[d] = 'closed' THEN v_why := 'closed';
      ELSIF v_kind = 'limit' THEN
        IF abs(p_floor[i]) > c_total_max OR abs(p_ceiling[i]) > c_total_max THEN v_why := 'malformed';
        ELSIF a_credits[d] - a_debits[d] - a_out[d] < p_floor[i] THEN
          v_why := 'over-limit'; v_detail := p_account_code[d];
          v_left := a_credits[d] - a_debits[d] - a_out[d] - p_floor[i];
        ELSIF a_credits[d] + a_in[d] - a_debits[d] > p_ceiling[i] THEN
          v_why := 'over-limit'; v_detail := p_account_code[d];
          v_left := p_ceiling[i] - a_credits[d] - a_in[d] + a_debits[d];
        ELSE a_floor[d] := p_floor[i]; a_ceiling[d] := p_ceiling[i];
        END IF;
      ELSIF p_state[i] = 'closed' AND a_out[d] + a_in[d] > 0 THEN v_why := 'still-pending';
      ELSIF p_state[i] IN ('open', 'frozen', 'closed') THEN a_state[d] := p_state[i];
      ELSE v_why := 'malformed';
      END IF;
      IF v_why IS NULL THEN
        r_debit_posted[i] := a_credits[d] - a_debits[d]; r_debit_out[i] := a_out[d]; r_debit_in[i] := a_in[d];
        IF t_made[i] IS NOT NULL THEN t_kind[t_made[i]] := v_kind; END IF;
        CONTINUE;
      END IF;
    ELSE v_why := 'malformed';
    END IF;

    -- 5c. May it move? The first condition is the usual case; the rest names what is wrong.
    IF v_why IS NULL AND NOT coalesce(
        v_amount IS NOT NULL AND d <> c
        AND (a_state[d] = 'open' AND a_state[c] = 'open' OR v_kind = 'release')
        AND a_currency[d] = a_currency[c]
        AND a_programme[d] = p_programme[i] AND a_programme[c] = p_programme[i], false)
    THEN
      IF v_amount IS NOT NULL AND d <> c THEN
        v_detail := CASE WHEN a_id[d] IS NULL THEN p_account_code[d] WHEN a_id[c] IS NULL THEN p_account_code[c] END;
        v_why := CASE
          WHEN v_detail IS NOT NULL OR a_id[d] IS NULL OR a_id[c] IS NULL THEN 'unknown-account'
          WHEN a_programme[d] <> p_programme[i] OR a_programme[c] <> p_programme[i] THEN 'other-programme'
          WHEN a_currency[d] <> a_currency[c] THEN 'other-currency'
          WHEN a_state[d] = 'closed' OR a_state[c] = 'closed' THEN 'closed'
          ELSE 'frozen' END;
      ELSE v_why := 'malformed';
      END IF;
    END IF;
    IF v_why IS NULL AND v_posted + v_pending > 0 THEN
      -- LEAST passes over nulls: an account without a limit has only the room that is left in its totals.
      v_room := least(
        c_total_max - a_debits[d] - a_out[d], a_credits[d] - a_debits[d] - a_out[d] - a_floor[d],
        c_total_max - a_credits[c] - a_in[c], a_ceiling[c] - a_credits[c] - a_in[c] + a_debits[c]);
      IF v_posted + v_pending > v_room THEN
        v_why := 'over-limit'; v_left := v_room;
        v_detail := CASE WHEN v_room = least(c_total_max - a_debits[d] - a_out[d],
          a_credits[d] - a_debits[d] - a_out[d] - a_floor[d]) THEN 'debit' ELSE 'credit' END;
      END IF;
    END IF;

    -- 5d. Move, or say why not; a group that breaks takes back what it moved.
    IF v_why IS NULL THEN
      IF v_posted > 0 THEN a_debits[d] := a_debits[d] + v_posted; a_credits[c] := a_credits[c] + v_posted; END IF;
      IF v_pending <> 0 THEN a_out[d] := a_out[d] + v_pending; a_in[c] := a_in[c] + v_pending; END IF;
      r_debit_posted[i] := a_credits[d] - a_debits[d]; r_debit_out[i] := a_out[d]; r_debit_in[i] := a_in[d];
      r_credit_posted[i] := a_credits[c] - a_debits[c]; r_credit_out[i] := a_out[c]; r_credit_in[i] := a_in[c];
      IF v_group IS NOT NULL THEN r_posted[i] := v_posted; r_pending[i] := v_pending; END IF;
      IF t IS NOT NULL THEN
        IF v_kind = 'reverse' THEN t_used[t] := t_used[t] + v_amount;
        ELSE t_state[t] := CASE v_kind WHEN 'capture' THEN 'captured' ELSE 'released' END;
        END IF;
      END IF;
      IF t_made[i] IS NOT NULL THEN
        t := t_made[i];
        t_kind[t] := v_kind; t_debit[t] := d; t_credit[t] := c; t_amount[t] := v_amount; t_used[t] := 0;
        t_state[t] := CASE v_kind WHEN 'hold' THEN 'open' END;
      END IF;
    ELSE
      v_plain := false; outcome[i] := v_why; left_fen[i] := v_left; detail[i] := v_detail;
      v_void := nullif(v_why IN ('malformed', 'conflict'), false); r_skip[i] := v_void;
      IF v_group IS NOT NULL THEN
        v_broken := v_group; v_broken_by := p_key[i];
        FOR j IN v_group_begins..i - 1 LOOP
          outcome[j] := 'linked'; detail[j] := v_broken_by; r_skip[j] := v_void;
          d := r_debit[j]; c := r_credit[j];
          a_debits[d] := a_debits[d] - r_posted[j]; a_credits[c] := a_credits[c] - r_posted[j];
          a_out[d] := a_out[d] - r_pending[j]; a_in[c] := a_in[c] - r_pending[j];
          r_debit_posted[j] := NULL; r_debit_out[j] := NULL; r_debit_in[j] := NULL;
          r_credit_posted[j] := NULL; r_credit_out[j] := NULL; r_credit_in[j] := NULL;
          IF p_kind[j] = 'reverse' THEN t_used[t_first[j]] := t_used[t_first[j]] - r_amount[j];
          ELSIF p_kind[j] IN ('capture', 'release') THEN t_state[t_first[j]] := 'open';
          END IF;
          IF t_made[j] IS NOT NULL THEN t_kind[t_made[j]] := NULL; END IF;
        END LOOP;
      END IF;
    END IF;
  END LOOP;

  -- 6. Write it all. Totals first: the journal's foreign keys then meet rows that this transaction holds.
  IF v_count > 0 AND cardinality(g_id) = 1 AND opened IS NULL AND array_remove(r_skip, NULL) = '{}' THEN
    b_programme := g_id; b_openings := ARRAY[0]; b_entries := ARRAY[v_count];
    b_digest := ARRAY[sha256(convert_to(entries_text(ARRAY(SELECT generate_series(1, v_count)), p_fingerprint,
      outcome, left_fen, detail, r_debit_posted, r_debit_out, r_debit_in,
      r_credit_posted, r_credit_out, r_credit_in), 'UTF8'))];
  ELSE
    SELECT array_agg(g_id[x.programme]), array_agg(x.openings), array_agg(x.entries),
           array_agg(sha256(convert_to(x.body, 'UTF8')))
      INTO b_programme, b_openings, b_entries, b_digest FROM (
        SELECT coalesce(o.programme, e.programme) AS programme, coalesce(o.count, 0) AS openings,
               coalesce(e.count, 0) AS entries, concat_ws(E'\n', o.body, e.body) AS body
          FROM (SELECT p_account_programme[u.at] AS programme, count(*)::integer AS count,
                       string_agg(l.line, E'\n' ORDER BY l.line COLLATE "C") AS body
                  FROM unnest(p_open_account, p_open_currency, p_open_period, p_open_owner,
                         p_open_floor, p_open_ceiling, opened)
                       u(at, currency, period, owner, floor_fen, ceiling_fen, answer)
                 CROSS JOIN LATERAL (SELECT opening_line(p_account_code[u.at], u.currency, u.period, u.owner,
                         u.floor_fen, u.ceiling_fen) AS line) l
                 WHERE u.answer = 'opened' GROUP BY 1) o
          FULL JOIN (
            SELECT r.programme, count(*)::integer AS count, entries_text(
                     array_agg(r.n), array_agg(r.fingerprint), array_agg(r.outcome), array_agg(r.left_fen),
                     array_agg(r.detail), array_agg(r.dp), array_agg(r.dout), array_agg(r.din),
                     array_agg(r.cp), array_agg(r.cout), array_agg(r.cin)) AS body
              FROM (SELECT u.programme, u.n::integer, u.fingerprint, u.outcome, u.left_fen, u.detail,
                           u.dp, u.dout, u.din, u.cp, u.cout, u.cin
                      FROM unnest(p_programme, p_fingerprint, outcome, left_fen, detail, r_debit_posted, r_debit_out,
                             r_debit_in, r_credit_posted, r_credit_out, r_credit_in, r_skip) WITH ORDINALITY
                           u(programme, fingerprint, outcome, left_fen, detail, dp, dout, din, cp, cout, cin, skip, n)
                     WHERE u.skip IS NULL ORDER BY u.programme, u.n) r
             GROUP BY r.programme) e ON e.programme = o.programme) x;
  END IF;
  IF v_plain THEN outcome := NULL; left_fen := NULL; detail := NULL; r_skip := NULL; END IF;
  -- Where everything was done, every account listed has moved; otherwise only what differs is written.
  v_all := v_plain AND v_count > 0 AND opened IS NULL;
  UPDATE account a SET debits_posted = x.debits, credits_posted = x.credits, debits_pending = x.held_out,
         credits_pending = x.held_in, floor_fen = x.floor_fen, ceiling_fen = x.ceiling_fen, state = x.state
    FROM unnest(a_tid, a_debits, a_credits, a_out, a_in, a_floor, a_ceiling, a_state)
         x(tid, debits, credits, held_out, held_in, floor_fen, ceiling_fen, state)
   WHERE a.ctid = x.tid
     AND (v_all OR a.debits_posted <> x.debits OR a.credits_posted <> x.credits OR a.debits_pending <> x.held_out
          OR a.credits_pending <> x.held_in OR a.state <> x.state
          OR a.floor_fen IS DISTINCT FROM x.floor_fen OR a.ceiling_fen IS DISTINCT FROM x.ceiling_fen);
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  -- Only an owner's hand can have moved a row in between; then nothing of this batch may stand.
  IF (CASE WHEN v_all THEN v_rows <> cardinality(array_remove(a_id, NULL)) ELSE EXISTS (
      SELECT FROM unnest(a_id, a_debits, a_credits, a_out, a_in) x(id, debits, credits, held_out, held_in)
        JOIN account a ON a.id = x.id
       WHERE (a.debits_posted, a.credits_posted, a.debits_pending, a.credits_pending)
          <> (x.debits, x.credits, x.held_out, x.held_in)) END)
  THEN
    RAISE EXCEPTION '账户在批次中被别人改动 / an account was changed by somebody else during the batch' USING ERRCODE = '40001';
  END IF;
  INSERT INTO journal (programme_id, height, position, office, key, fingerprint, kind, outcome, left_fen, detail,
      debit_account, credit_account, amount_fen, debit_posted_after, debit_out_after, debit_in_after,
      credit_posted_after, credit_out_after, credit_in_after,
      target, link, expires_at, floor_fen, ceiling_fen, state, reference, reason, actor, event_at)
    SELECT g_id[r.programme], g_height[r.programme], r.n, p_programme_office[r.programme], r.key, r.fingerprint,
           r.kind, coalesce(r.outcome, 'done'), r.left_fen, r.detail, a_id[r.debit], a_id[r.credit], r.amount,
           r.dp, r.dout, r.din, r.cp, r.cout, r.cin, r.target, r.link, r.expires, r.floor_fen, r.ceiling_fen,
           r.state, r.reference, r.reason, r.actor, r.event
      FROM unnest(p_programme, p_key, p_fingerprint, p_kind, outcome, left_fen, detail,
             r_debit, r_credit, r_amount, r_debit_posted, r_debit_out, r_debit_in,
             r_credit_posted, r_credit_out, r_credit_in, p_target, p_link, p_expires, p_floor, p_ceiling,
             p_state, p_reference, p_reason, p_actor, p_event, r_skip) WITH ORDINALITY
           r(programme, key, fingerprint, kind, outcome, left_fen, detail,
             debit, credit, amount, dp, dout, din, cp, cout, cin, target, link, expires, floor_fen, ceiling_fen,
             state, reference, reason, actor, event, skip, n)
     WHERE r.skip IS NULL;
  PERFORM seal(b_programme, b_openings, b_entries, b_digest, recorded_at);
  IF 'hold' = ANY (p_kind) OR p_target IS NOT NULL THEN
    PERFORM write_holds(g_id, p_programme_office, p_programme, p_key, p_kind, outcome, r_skip, r_amount,
      p_target, t_first, t_amount);
  END IF;

  height := g_height;
  IF v_plain THEN
    replayed_height := NULL; replayed_position := NULL;
  END IF;
END $$;
