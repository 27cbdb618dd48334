/** What travels to a worker and back, of every kind and size. */
package dev.myriapod.it.semantics.values;
