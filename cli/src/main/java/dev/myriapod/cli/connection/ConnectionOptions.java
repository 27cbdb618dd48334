package dev.myriapod.cli.connection;

import com.google.protobuf.ByteString;
import dev.myriapod.Myriapod;
import dev.myriapod.cli.config.DurationConverter;
import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import dev.myriapod.client.session.ClusterToken;
import dev.myriapod.failure.CannotConnectException;
import dev.myriapod.remote.ConnectOptions;
import dev.myriapod.remote.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options by which a command reaches a coordinator. Only to be mixed in. */
public final class ConnectionOptions {
    private final Settings settings;

    @Option(
            names = "--connect",
            paramLabel = "URI",
            description = "The coordinator: myriapod://host:port, myriapods://host:port with TLS, or"
                    + " myriapod+unix:///path/to/socket; the port is 7717 if it is left out.")
    private @Nullable String uri;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "The file with the cluster's token (default: the variable MYRIAPOD_TOKEN is the token, or else the"
                            + " file token in the data directory of a coordinator on this machine).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--tls-authorities",
            paramLabel = "FILE",
            description =
                    "Certificates of the authorities that vouch for the coordinator (default: those that Java trusts).")
    private @Nullable Path tlsAuthorities;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "The own certificate, for a coordinator that requires one.")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The key of the own certificate, PKCS#8.")
    private @Nullable Path tlsKey;

    @Option(
            names = "--tls-server-name",
            paramLabel = "NAME",
            description = "The name in the coordinator's certificate (default: the host in its address).")
    private @Nullable String tlsServerName;

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "10s",
            description = "How long to wait for the coordinator (default: 10s).")
    private Duration connectTimeout = Duration.ofSeconds(10);

    /** With these for what no option says. */
    public ConnectionOptions(Settings settings) {
        this.settings = settings;
    }

    /** The coordinator that was named. */
    public Optional<String> uri() {
        return Optional.ofNullable(uri);
    }

    /** The coordinator that was named, or else the one on this machine: its socket if it is there, or its port. */
    public String uriOrLocal() {
        Path socket = DataDirectory.of(settings).socket();
        return uri().orElseGet(() -> Files.exists(socket) ? DataDirectory.uri(socket) : "myriapod://localhost");
    }

    /** Whether the command line says what to connect to, or how. */
    public static boolean isIn(ParseResult parsed) {
        return parsed.matchedOptions().stream()
                .map(OptionSpec::longestName)
                .anyMatch(name -> name.equals("--connect") || name.equals("--token-file") || name.startsWith("--tls-"));
    }

    /** From now on these are the options of a service on this machine. */
    public void takeFrom(RunningService service) {
        uri = service.address();
        tokenFile = service.tokenFile().orElse(tokenFile);
        tlsAuthorities = service.tls().authorities().orElse(null);
        tlsCertificate = service.tls().certificateChain().orElse(null);
        tlsKey = service.tls().privateKey().orElse(null);
        tlsServerName = service.tls().serverName().orElse(null);
    }

    /** The file with the token, if one was named. */
    public Optional<Path> tokenFile() {
        return Optional.ofNullable(tokenFile);
    }

    /** How long to wait for an answer. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * The token.
     *
     * @throws CommandException if there is none, or it cannot be one
     */
    public ByteString token() throws CommandException {
        try {
            return ClusterToken.find(
                    Optional.empty(), file(), settings.surroundings().environment());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCodes.USAGE, "The file with the token cannot be read: " + e + ". It is named by --token-file.");
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCodes.USAGE, e.getMessage() + " The option is --token-file.");
        }
    }

    private Optional<Path> file() {
        if (tokenFile != null || settings.token().isPresent()) {
            return Optional.ofNullable(tokenFile);
        }
        return Optional.of(DataDirectory.of(settings).token()).filter(Files::exists);
    }

    /**
     * What was said about TLS.
     *
     * @throws CommandException if the certificate or its key was left out
     */
    public TlsOptions tls() throws CommandException {
        try {
            return new TlsOptions(
                    Optional.ofNullable(tlsAuthorities),
                    Optional.ofNullable(tlsCertificate),
                    Optional.ofNullable(tlsKey),
                    Optional.ofNullable(tlsServerName));
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    ExitCodes.USAGE, e.getMessage() + " The options are --tls-certificate and --tls-key.");
        }
    }

    /**
     * A client of that coordinator.
     *
     * @throws CommandException if it cannot be reached or refuses us
     */
    public Myriapod connect(String coordinator) throws CommandException {
        ConnectOptions options = ConnectOptions.defaults()
                .withToken(token().toStringUtf8())
                .withTls(tls())
                .withConnectTimeout(connectTimeout);
        try {
            return Myriapod.connect(coordinator, options);
        } catch (CannotConnectException e) {
            throw new CommandException(ExitCodes.CONNECTION, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** What is wrong with certificates and keys is found deep below, by those who know of no options. */
    public static CommandException unusable(IllegalArgumentException certificates) {
        return new CommandException(
                ExitCodes.USAGE,
                "TLS cannot be used like this (" + certificates.getMessage() + ")."
                        + " Are the files of --tls-authorities, --tls-certificate and --tls-key PEM, and whole?");
    }
}
