// The same types for `import`: only their module kind differs.
export * from "../index.mjs";
