/**
 * The cases that property tests try. Every run of `npm test` tries the same ones, so that what fails was broken by a
 * change. A longer search (`PROPERTY_RUNS`) draws new ones each time, and prints the seed of what it finds.
 */
import fc from "fast-check";

const SEED = 20_250_520;

if (process.env.PROPERTY_RUNS === undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED });
