package dev.myriapod.payload;

import com.google.protobuf.ByteString;

/**
 * A function and what to call it with, ready to be sent.
 *
 * @param function what to call
 * @param arguments what it captured, then its arguments
 */
public record EncodedCall(FunctionDefinition function, ByteString arguments) {}
