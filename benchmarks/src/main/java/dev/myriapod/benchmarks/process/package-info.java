/** Workloads of whole programs: how long one takes to its first result, and how much memory it holds. */
@NullMarked
package dev.myriapod.benchmarks.process;

import org.jspecify.annotations.NullMarked;
