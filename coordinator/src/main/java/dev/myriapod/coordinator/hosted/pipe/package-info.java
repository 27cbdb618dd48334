/** Pipes. {@link dev.myriapod.coordinator.hosted.pipe.HostedPipe} is the door. */
package dev.myriapod.coordinator.hosted.pipe;
