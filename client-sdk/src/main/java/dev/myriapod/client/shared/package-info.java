/** All kinds of shared objects, for the cluster's client: {@link dev.myriapod.client.shared.ClientObjects} is the door. */
package dev.myriapod.client.shared;
