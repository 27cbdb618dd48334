/** How much of a worker's heap is in use for good, as far as its collector knows. */
package dev.myriapod.worker.heap;
