package dev.myriapod.cli.status;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** Messages as JSON, with all their fields; 64-bit numbers are strings, as protobuf has it. */
final class JsonText {
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

    private JsonText() {}

    static String of(MessageOrBuilder message) {
        return print(PRINTER, message);
    }

    static String onOneLine(MessageOrBuilder message) {
        return print(PRINTER.omittingInsignificantWhitespace(), message);
    }

    private static String print(JsonFormat.Printer printer, MessageOrBuilder message) {
        try {
            return printer.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Only messages of type Any can fail to be printed, and there is none.", e);
        }
    }
}
