package dev.myriapod.agent;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.TlsMaterial;
import java.util.Optional;

/**
 * Where an agent's processes find their coordinator, and how they get in. It reaches them through their standard input only.
 *
 * @param address path of the coordinator's Unix domain socket, or host:port
 * @param token the cluster's token
 * @param tls how to talk to an encrypted host:port; empty: it is not encrypted
 */
public record Destination(String address, ByteString token, Optional<TlsMaterial> tls) {
    /** A socket of this host. */
    public static Destination onHost(String socket, ByteString token) {
        return new Destination(socket, token, Optional.empty());
    }

    /** Everything but the token and the key. */
    @Override
    public String toString() {
        return "Destination[address=" + address + ", encrypted=" + tls.isPresent() + "]";
    }
}
