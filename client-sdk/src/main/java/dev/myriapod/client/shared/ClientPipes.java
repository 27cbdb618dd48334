package dev.myriapod.client.shared;

import dev.myriapod.client.attachment.Handles;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.shared.pipe.ClientPipe;
import dev.myriapod.client.shared.pipe.PipeWire;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.PipeReplies;
import dev.myriapod.proto.v1.PipeReply;
import dev.myriapod.proto.v1.PipeRequest;
import dev.myriapod.proto.v1.PipeRequests;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.pipe.PipeOptions;

/** Gives out pipes. */
final class ClientPipes {
    private static final ObjectWire<PipeRequest, PipeReply, PipeRequests, PipeReplies> PIPES = new PipeWire();

    private final Handles handles;
    private final ValueCodec codec;

    ClientPipes(Handles handles, ValueCodec codec) {
        this.handles = handles;
        this.codec = codec;
    }

    /** What a handle stands for that has arrived in this process, a pipe or one of its ends; never waits. */
    Object arrived(SharedHandle handle) {
        while (true) {
            ClientPipe pipe = handles.arrived(
                    PIPES, handle, (attachment, attached) -> new ClientPipe(attachment, attached, codec));
            Object arrived = pipe.arrived(handle);
            if (arrived != null) {
                return arrived;
            }
            // Its last end was closed at this moment, and the pipe let go of: this is a new beginning.
            pipe.detach();
        }
    }

    ClientPipe pipe(String name, PipeOptions options, boolean anyOptions) {
        Handles.Wish wish = new Handles.Wish(name, PipeWire.settings(options, !name.isEmpty()), anyOptions);
        ClientPipe pipe =
                handles.find(PIPES, wish, (attachment, attached) -> new ClientPipe(attachment, attached, codec));
        pipe.open();
        return pipe;
    }
}
