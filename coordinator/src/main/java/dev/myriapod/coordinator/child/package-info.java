/**
 * The life of one child process: the state machine that turns events into commands and does nothing else. The door is
 * {@link dev.myriapod.coordinator.child.ChildScheduler}.
 */
@NullMarked
package dev.myriapod.coordinator.child;

import org.jspecify.annotations.NullMarked;
