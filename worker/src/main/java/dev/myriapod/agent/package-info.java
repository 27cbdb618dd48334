/** The agent: starts, signals and reaps one host's JVMs and forwards what they print. {@link Agent} is the door. */
@NullMarked
package dev.myriapod.agent;

import org.jspecify.annotations.NullMarked;
