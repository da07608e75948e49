-- Uses of vouchers and sales are written many to a statement, which asks once for all of them whether what they were
-- decided from still stands. A foreign key would ask, and lock the programme's row, once for each.
ALTER TABLE programmes.redemption DROP CONSTRAINT redemption_programme_fkey;

-- The how-manieth use of an order it is: what is used on one order together is limited, so that two at once must not
-- both be the first.
ALTER TABLE programmes.redemption ADD COLUMN nth integer NOT NULL DEFAULT 1 CHECK (nth >= 1);
UPDATE programmes.redemption r SET nth = n.nth
  FROM (SELECT key, office, row_number() OVER (PARTITION BY programme, provider, order_number ORDER BY at, key) AS nth
          FROM programmes.redemption) n
 WHERE r.key = n.key AND r.office = n.office AND n.nth > 1;
CREATE UNIQUE INDEX redemption_of_order ON programmes.redemption (order_number, provider, programme, nth);
CREATE TRIGGER place_stays BEFORE UPDATE OF nth ON programmes.redemption
  FOR EACH ROW EXECUTE FUNCTION programmes.refuse_change();

-- Uses that the rules refused: the same key is refused the same way for good.
CREATE TABLE programmes.refused_use (
  key text COLLATE "C" NOT NULL,
  office text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  said jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (key, office)
);
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE ON programmes.refused_use
  FOR EACH ROW EXECUTE FUNCTION programmes.refuse_change();
GRANT SELECT, INSERT ON programmes.refused_use TO suanquan_app;
