package dev.myriapod.client.shared.value;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.ReadValue;
import dev.myriapod.proto.v1.ValueAnswer;
import dev.myriapod.proto.v1.ValueReply;
import dev.myriapod.proto.v1.ValueRequest;
import dev.myriapod.proto.v1.WriteValue;
import java.util.function.UnaryOperator;

/** What a process asks of a value, in bytes. */
final class ValueCalls {
    private final Attachment<ValueRequest, ValueReply> attachment;

    ValueCalls(Attachment<ValueRequest, ValueReply> attachment) {
        this.attachment = attachment;
    }

    private ValueAnswer call(UnaryOperator<ValueRequest.Builder> what) {
        return attachment
                .call(id -> what.apply(ValueRequest.newBuilder().setId(id)).build())
                .getAnswer();
    }

    ValueAnswer read() {
        return call(it -> it.setRead(ReadValue.getDefaultInstance()));
    }

    /** Writes in any case. */
    ValueAnswer write(ByteString value, boolean quiet) {
        WriteValue.Builder write =
                WriteValue.newBuilder().setValue(attachment.payload(value)).setQuiet(quiet);
        return call(it -> it.setWrite(write));
    }

    /** Writes if that version is still there; otherwise tells what is. */
    ValueAnswer write(ByteString value, long ifVersion) {
        WriteValue.Builder write =
                WriteValue.newBuilder().setValue(attachment.payload(value)).setIfVersion(ifVersion);
        return call(it -> it.setWrite(write));
    }
}
