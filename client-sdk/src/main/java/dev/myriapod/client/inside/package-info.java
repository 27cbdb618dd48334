/**
 * What this process is a part of, if it was started by a cluster: {@link dev.myriapod.client.inside.Inside} is the door.
 */
package dev.myriapod.client.inside;
