/** How much of a pool may be unfinished, and what a submit does when it is. */
@NullMarked
package dev.myriapod.admission;

import org.jspecify.annotations.NullMarked;
