/** Stack traces across processes: cut to the user's part, joined, printed and read again. */
package dev.myriapod.payload.trace;
