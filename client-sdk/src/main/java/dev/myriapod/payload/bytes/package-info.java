/** Bytes in pieces: written without ever copying a large buffer, read without trusting a length. */
package dev.myriapod.payload.bytes;
