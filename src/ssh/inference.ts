/** What an encrypted packet probably holds. */
export type SshGuess =
  | "ext-info"
  | "service-request"
  | "service-accept"
  | "userauth-request"
  | "userauth-failure"
  | "userauth-reply"
  | "userauth-success"
  | "global-request"
  | "channel-open"
  | "channel-open-confirmation"
  | "channel-request"
  | "channel-reply"
  | "channel-data"
  | "keystroke"
  | "connection-message";

/** A guess at what encryption hides; never observed, always an inference. */
export interface SshInference {
  readonly guess: SshGuess;
  /** What the guess rests on. */
  readonly basis: "order" | "size" | "order-and-size";
  /** Whether it takes the bytes to be exactly one packet. */
  readonly assumesOnePacket: boolean;
  /** Least and most bytes that the payload can have, if the sender pads no more than it must. */
  readonly payloadBytes: { readonly least: number; readonly most: number };
}
