/** Three-valued truth (Kleene): an unknown stays unknown unless the rest decides. Order never matters. */
import type { Truth } from "../../assessment.ts";

export const NO: Truth = 0;
export const UNKNOWN: Truth = 1;
export const YES: Truth = 2;

export const both = (a: Truth, b: Truth): Truth => (a < b ? a : b);
export const either = (a: Truth, b: Truth): Truth => (a > b ? a : b);
export const opposite = (a: Truth): Truth => (2 - a) as Truth;
export const truthOf = (holds: boolean): Truth => (holds ? YES : NO);
