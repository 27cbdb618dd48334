/** Runs workloads and peers side by side, each in processes of its own. */
@NullMarked
package dev.myriapod.benchmarks.run;

import org.jspecify.annotations.NullMarked;
