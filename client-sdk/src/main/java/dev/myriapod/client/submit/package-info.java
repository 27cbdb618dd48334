/** A task's way from the caller's thread to the stream: {@link dev.myriapod.client.submit.Submitter} is the door. */
package dev.myriapod.client.submit;
