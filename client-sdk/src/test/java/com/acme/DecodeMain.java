package com.acme;

import com.google.protobuf.ByteString;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.ValueCodec;
import java.io.IOException;

/** Decodes standard input in a JVM of its own and prints what came of it. */
public final class DecodeMain {
    private DecodeMain() {}

    public static void main(String[] args) throws IOException {
        ByteString bytes = ByteString.readFrom(System.in);
        try {
            System.out.println("decoded "
                    + ValueCodec.of(DecodeMain.class.getClassLoader()).decode(bytes));
        } catch (PayloadException e) {
            System.out.println("refused " + e.typeName() + ": " + e.getMessage());
        }
    }
}
