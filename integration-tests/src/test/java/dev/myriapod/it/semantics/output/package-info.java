/** What processes print arrives whole, in order, and in time. */
package dev.myriapod.it.semantics.output;
