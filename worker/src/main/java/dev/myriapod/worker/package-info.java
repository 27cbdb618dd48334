/** The main of a JVM that runs user code. {@link dev.myriapod.worker.WorkerMain} is where it starts. */
package dev.myriapod.worker;
