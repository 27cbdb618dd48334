/** Channels to a coordinator, over a socket of this host or a network: {@link dev.myriapod.client.transport.Transport}. */
package dev.myriapod.client.transport;
