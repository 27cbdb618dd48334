/** How a worker leaves, wanted or not. {@link Departure} is the door. */
@NullMarked
package dev.myriapod.worker.departure;

import org.jspecify.annotations.NullMarked;
