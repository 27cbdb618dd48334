/** Which workloads there are, what their figures are called, and which goals they have. */
@NullMarked
package dev.myriapod.benchmarks.catalogue;

import org.jspecify.annotations.NullMarked;
