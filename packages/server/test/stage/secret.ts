/** The secret of every server of these tests, so that one opens what another sealed. */
export const SECRET = "a secret for tests only, long enough";
