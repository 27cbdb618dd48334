/** Random work, a random killer, real JVMs: for as long as asked. */
package dev.myriapod.it.soak;
