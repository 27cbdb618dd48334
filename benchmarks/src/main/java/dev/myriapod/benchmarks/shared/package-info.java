/** Workloads of shared objects: queues, pipes, dicts and locks between two workers. */
@NullMarked
package dev.myriapod.benchmarks.shared;

import org.jspecify.annotations.NullMarked;
