// The WebAssembly and where it is.

/** Where a browser finds the WebAssembly: its address, a response, its bytes or a compiled module. */
export type EngineSource =
  | string
  | URL
  | Request
  | Response
  | Promise<Response>
  | ArrayBuffer
  | ArrayBufferView<ArrayBuffer>
  | WebAssembly.Module;

/**
 * Loads the engine. Call it once and wait for it before anything else; later calls wait for the first. In Node it
 * resolves at once.
 *
 * @param source where the WebAssembly is, if it is not served beside the package's own files
 */
export function init(source?: EngineSource): Promise<void>;
