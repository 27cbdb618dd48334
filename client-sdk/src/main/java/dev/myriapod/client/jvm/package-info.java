/** A user's JVM options on the wire. */
package dev.myriapod.client.jvm;
