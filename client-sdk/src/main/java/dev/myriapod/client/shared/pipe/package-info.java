/** Pipes and their ends, as this process sees them: {@link dev.myriapod.client.shared.pipe.ClientPipe} is the door. */
package dev.myriapod.client.shared.pipe;
