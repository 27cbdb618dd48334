/** What a process prints, from its pipes to batches of lines. {@link ProcessStreams} is the door. */
@NullMarked
package dev.myriapod.agent.output;

import org.jspecify.annotations.NullMarked;
