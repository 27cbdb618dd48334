/** What the wire says of a task's end, as results and exceptions. */
package dev.myriapod.client.outcome;
