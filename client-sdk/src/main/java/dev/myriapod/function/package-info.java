/** The shapes of functions that run in other processes. Lambdas and method references fit them as they are. */
package dev.myriapod.function;
