/** The eight bytes that outlive a worker: what it had begun, for the agent to read after its death. */
@NullMarked
package dev.myriapod.worker.record;

import org.jspecify.annotations.NullMarked;
