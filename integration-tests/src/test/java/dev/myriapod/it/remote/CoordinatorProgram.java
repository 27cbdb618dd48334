package dev.myriapod.it.remote;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.coordinator.network.NetworkOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/** A coordinator on any port, which it prints. Ends with its standard input. */
final class CoordinatorProgram {
    private CoordinatorProgram() {}

    public static void main(String[] args) throws Exception {
        try (Coordinator coordinator = Coordinator.start(ByteString.copyFromUtf8(Elsewhere.TOKEN), Path.of(args[0]))) {
            InetSocketAddress address =
                    coordinator.listen(NetworkOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                            .withLiveness(Duration.ofSeconds(Long.parseLong(args[1]))));
            System.out.println("listens on " + address.getPort());
            System.in.readAllBytes();
        }
    }
}
