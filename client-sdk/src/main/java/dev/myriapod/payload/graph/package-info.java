/** Walks over the objects that a value is made of, to say where in it something is. */
package dev.myriapod.payload.graph;
