/** One pool's streams, and its workers: {@link dev.myriapod.coordinator.session.pool.PoolSession} is the door. */
package dev.myriapod.coordinator.session.pool;
