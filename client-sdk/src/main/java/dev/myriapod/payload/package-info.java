/** Values and functions as bytes. {@link dev.myriapod.payload.ValueCodec} is the door; {@link dev.myriapod.payload.PayloadCodec} lets users add types. */
package dev.myriapod.payload;
