/**
 * Values and functions as bytes. {@link dev.myriapod.payload.ValueCodec} is the door for values,
 * {@link dev.myriapod.payload.CallCodec} and {@link dev.myriapod.payload.FunctionResolver} for calls;
 * {@link dev.myriapod.payload.PayloadCodec} lets users add types.
 */
package dev.myriapod.payload;
