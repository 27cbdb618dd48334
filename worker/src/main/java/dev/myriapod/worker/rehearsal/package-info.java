/** A worker's life from start to end, played without a cluster, so that what it loads can be archived. {@link dev.myriapod.worker.rehearsal.RehearsalMain} is where it starts. */
package dev.myriapod.worker.rehearsal;
