/** Workloads of a pool: tasks, maps, large arguments and results. */
@NullMarked
package dev.myriapod.benchmarks.pool;

import org.jspecify.annotations.NullMarked;
