/** What a workload is, and where it plays. */
@NullMarked
package dev.myriapod.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
