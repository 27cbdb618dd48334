/** Small programs, each with its like in Python; {@link dev.myriapod.examples.Squares} is the first to read. */
package dev.myriapod.examples;
