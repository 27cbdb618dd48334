/** Random work, a random killer, real JVMs: for as long as asked. */
@NullMarked
package dev.myriapod.it.soak;

import org.jspecify.annotations.NullMarked;
