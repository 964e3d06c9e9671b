// Everything that is wrong with the configuration, at once.

/** A configuration that cannot be used. `problems`: `{ code, message, help, path }`. */
export class ConfigError extends Error {
  name = "ConfigError";

  /** @param {{ code: string, message: string, help?: string, path?: string }[]} problems */
  constructor(problems) {
    super(
      ["the configuration cannot be used", ...problems.map(({ path, message }) => `${path}: ${message}`)].join("\n"),
    );
    this.problems = problems;
  }
}
