/** A pool as its client sees it: {@link dev.myriapod.client.pool.ClientPool} is the door. */
package dev.myriapod.client.pool;
