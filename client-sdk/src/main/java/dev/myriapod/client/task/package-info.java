/**
 * The client's side of one task: {@link dev.myriapod.client.task.ClientFuture} is what a caller holds, and how outcomes on
 * the wire become results and exceptions.
 */
package dev.myriapod.client.task;
