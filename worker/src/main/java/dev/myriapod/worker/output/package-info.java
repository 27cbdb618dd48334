/** A worker's standard output and error: whole lines, each known to come from a task. {@link TaskOutput} is the door. */
@NullMarked
package dev.myriapod.worker.output;

import org.jspecify.annotations.NullMarked;
