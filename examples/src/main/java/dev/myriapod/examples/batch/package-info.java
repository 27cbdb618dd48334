/** A batch job over a tree of files; {@link dev.myriapod.examples.batch.BatchFiles} is the program. */
package dev.myriapod.examples.batch;
