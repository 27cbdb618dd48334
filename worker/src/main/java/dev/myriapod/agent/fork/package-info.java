/** How processes are started, whatever they are for. {@link Fork} is the door. */
@NullMarked
package dev.myriapod.agent.fork;

import org.jspecify.annotations.NullMarked;
