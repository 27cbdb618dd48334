/** From a description of a process to a running JVM: its command, environment and files. {@link Launcher} is the door. */
@NullMarked
package dev.myriapod.agent.launch;

import org.jspecify.annotations.NullMarked;
