/** What was measured: medians, ratios, tables and files. */
@NullMarked
package dev.myriapod.benchmarks.report;

import org.jspecify.annotations.NullMarked;
