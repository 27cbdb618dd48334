/** A client's connection to a coordinator elsewhere: {@link dev.myriapod.client.session.RemoteConnection}. */
package dev.myriapod.client.session;
