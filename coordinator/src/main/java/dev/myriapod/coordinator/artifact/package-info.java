/**
 * Files of class paths, by their content. {@link dev.myriapod.coordinator.artifact.Artifacts} is the door, on the loop; all
 * work on the disk is done behind it, on a thread of its own.
 */
package dev.myriapod.coordinator.artifact;
