/** A client of a coordinator, wherever that is. {@link dev.myriapod.client.ClientCluster} is the door. */
package dev.myriapod.client;
