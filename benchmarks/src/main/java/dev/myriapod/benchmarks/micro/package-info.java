/** The pieces of the hot path alone, in one JVM and without any process around them; measured by JMH. */
@NullMarked
package dev.myriapod.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
