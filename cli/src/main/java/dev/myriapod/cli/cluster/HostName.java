package dev.myriapod.cli.cluster;

import dev.myriapod.cli.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this host is called, for people. */
final class HostName {
    private HostName() {}

    static String own(Settings settings) {
        return settings.surroundings().variable("HOSTNAME").orElseGet(HostName::asked);
    }

    private static String asked() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A host without a name is still a host.
            return "localhost";
        }
    }
}
