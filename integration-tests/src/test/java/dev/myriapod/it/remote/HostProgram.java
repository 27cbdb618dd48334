package dev.myriapod.it.remote;

import com.google.protobuf.ByteString;
import dev.myriapod.agent.host.HostAgent;
import dev.myriapod.agent.host.HostAgentOptions;
import dev.myriapod.remote.TlsOptions;
import java.nio.file.Path;

/** A host with one slot. Ends with its standard input. */
final class HostProgram {
    private HostProgram() {}

    public static void main(String[] args) throws Exception {
        try (HostAgent host = HostAgent.start(new HostAgentOptions(
                args[0],
                ByteString.copyFromUtf8(Elsewhere.TOKEN),
                TlsOptions.defaults(),
                new HostAgentOptions.Offer("host", 1),
                Path.of(args[1])))) {
            System.out.println("begins " + host);
            System.in.readAllBytes();
        }
    }
}
