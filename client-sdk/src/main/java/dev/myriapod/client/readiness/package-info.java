/** Waiting for several things of different kinds: {@link dev.myriapod.client.readiness.Observable} is the door. */
package dev.myriapod.client.readiness;
