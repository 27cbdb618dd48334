/** Pools: what Python asserts of {@code multiprocessing.Pool}, and what the JDK promises of {@code ExecutorService}. */
package dev.myriapod.it.semantics.pool;
