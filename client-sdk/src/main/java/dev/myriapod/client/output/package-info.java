/** What processes print, on its way to the user's handler: {@link dev.myriapod.client.output.OutputDispatcher} is the door. */
package dev.myriapod.client.output;
