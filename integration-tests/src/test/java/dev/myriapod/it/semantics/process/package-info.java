/** Functions in processes of their own: what Python asserts of {@code multiprocessing.Process}. */
package dev.myriapod.it.semantics.process;
