/** How each kind of value is written and read. {@link dev.myriapod.payload.coders.Coders} finds the right one. */
package dev.myriapod.payload.coders;
