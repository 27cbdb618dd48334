/** The process in which our side of a workload runs. */
@NullMarked
package dev.myriapod.benchmarks.driver;

import org.jspecify.annotations.NullMarked;
