/** Events, as a process that is attached sees them: {@link dev.myriapod.client.shared.event.ClientEvent} is the door. */
package dev.myriapod.client.shared.event;
