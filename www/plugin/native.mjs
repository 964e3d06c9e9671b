// Past the setters that frameworks put on elements to see only what a person does.

/** Sets a property of an element as a person's hand would. */
export function assign(element, property, value) {
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), property);
  set.call(element, value);
}
