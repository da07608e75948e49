/**
 * The typed tree of a programme: what a policy file says, after reading and linking.
 *
 * One tree serves every back end: the evaluator, the checker, the explanation, the compiled catalogue, and later
 * the columns and the SQL. It is plain data; amounts are whole 分 and rates exact fractions. Keys are the English
 * keys of the file in camel case.
 */
export type * from "./tree/benefit.ts";
export type * from "./tree/facts.ts";
export type * from "./tree/programme.ts";
export type * from "./tree/values.ts";
