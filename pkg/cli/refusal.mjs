/** A question that cannot be answered: bad usage or a bad policy. Printed as it is, exit status 2. */
export class Refusal extends Error {}
