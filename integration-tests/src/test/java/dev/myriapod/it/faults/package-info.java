/** Every way in which a task, a worker, a client or the machine can fail, provoked in real JVMs. */
package dev.myriapod.it.faults;
