/** How fast it is, beside others that do the same: {@link dev.myriapod.benchmarks.Bench} is behind {@code bin/bench}. */
@NullMarked
package dev.myriapod.benchmarks;

import org.jspecify.annotations.NullMarked;
