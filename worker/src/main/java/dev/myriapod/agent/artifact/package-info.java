/** Files of class paths on an agent's host. {@link dev.myriapod.agent.artifact.ArtifactCache} is the door. */
@NullMarked
package dev.myriapod.agent.artifact;

import org.jspecify.annotations.NullMarked;
