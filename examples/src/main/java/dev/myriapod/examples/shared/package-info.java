/** What processes share: queues, pipes, dicts, locks and numbers. Each class is a program with its like in Python. */
package dev.myriapod.examples.shared;
