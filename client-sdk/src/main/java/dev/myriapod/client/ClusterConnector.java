package dev.myriapod.client;

import dev.myriapod.Myriapod;
import dev.myriapod.client.session.RemoteConnection;
import dev.myriapod.remote.ConnectOptions;
import java.util.Set;

/** What {@link Myriapod#connect(String, ConnectOptions)} finds: clusters whose coordinator speaks Myriapod's own protocol. */
public final class ClusterConnector implements Myriapod.Connector {
    private static final Set<String> SCHEMES = Set.of("myriapod", "myriapods", "myriapod+unix");

    /** For {@link java.util.ServiceLoader}. */
    public ClusterConnector() {}

    @Override
    public boolean accepts(String scheme) {
        return SCHEMES.contains(scheme);
    }

    @Override
    public Myriapod connect(String uri, ConnectOptions options) {
        RemoteConnection remote = RemoteConnection.open(uri, options);
        return new ClientCluster(remote.connection(), remote);
    }
}
