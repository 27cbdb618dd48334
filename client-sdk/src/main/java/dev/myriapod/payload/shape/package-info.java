/** What classes look like: the components of records, the names inside lambdas, and classes found by their names. */
package dev.myriapod.payload.shape;
