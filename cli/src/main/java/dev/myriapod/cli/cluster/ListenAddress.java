package dev.myriapod.cli.cluster;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Addresses to listen on: {@code host:port}, {@code host}, {@code :port} for all interfaces, {@code [::1]:port}. */
final class ListenAddress implements ITypeConverter<InetSocketAddress> {
    static final int DEFAULT_PORT = 7717;

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.%a-z]+]|[^\\[\\]:/\\s]*)(?::(\\d{1,5}))?");

    @Override
    public InetSocketAddress convert(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        boolean matches = matcher.matches() && !text.isBlank();
        int port = !matches || matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
        if (!matches || port > 0xFFFF) {
            throw new TypeConversionException("'" + text
                    + "' is not an address to listen on: write host:port, [::1]:port, or :port for all interfaces");
        }
        String host = matcher.group(1);
        InetSocketAddress address = host.isEmpty()
                ? new InetSocketAddress(port)
                : new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
        if (address.isUnresolved()) {
            throw new TypeConversionException("'" + host + "' is no name or address of this host");
        }
        return address;
    }
}
