/**
 * Everything the engine can do, also in a browser: past tickets, the watch, and what helps to write a policy. In Node
 * this is `andon` itself.
 *
 * @packageDocumentation
 */

export * from "../index";
