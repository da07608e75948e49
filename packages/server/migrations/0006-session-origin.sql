-- How a session was begun: `password`, or `oidc:` and the provider, which may or may not have asked for a second factor.
ALTER TABLE identity."session" ADD COLUMN "signedInBy" text;
