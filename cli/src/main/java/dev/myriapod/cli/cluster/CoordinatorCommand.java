package dev.myriapod.cli.cluster;

import com.google.protobuf.ByteString;
import dev.myriapod.agent.host.HostAgent;
import dev.myriapod.agent.host.HostAgentOptions;
import dev.myriapod.cli.config.DurationConverter;
import dev.myriapod.cli.config.GeneralOptions;
import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.connection.DataDirectory;
import dev.myriapod.cli.connection.RunningService;
import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import dev.myriapod.cli.log.ServiceLog;
import dev.myriapod.client.session.ClusterToken;
import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.coordinator.artifact.ArtifactOptions;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.coordinator.network.ServerTls;
import dev.myriapod.remote.TlsOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code myriapod coordinator}. */
@Command(
        name = "coordinator",
        header = "Runs a coordinator, which clients and workers connect to.",
        description = {
            "It listens on a port, on a Unix domain socket, or on both, and ends when it is told to by a signal, with exit"
                    + " code 0. If it is given no token, it makes one at its first start and says where.",
            "Beyond this machine it listens only with TLS, unless --insecure allows plain connections."
        })
public final class CoordinatorCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(CoordinatorCommand.class);

    private final Settings settings;
    private final boolean showToken;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private GeneralOptions general = new GeneralOptions();

    @Mixin
    private final DataDirectoryOption data;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            converter = ListenAddress.class,
            description = "Where to listen for TCP, :7717 for all interfaces, port 0 for any"
                    + " (default: localhost:7717; none if --socket is given).")
    private @Nullable InetSocketAddress listen;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "The Unix domain socket to listen on (default: coordinator.sock in the data directory).")
    private @Nullable Path socket;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "The file with the token that callers must show (default: the variable MYRIAPOD_TOKEN is the token,"
                            + " or else the file token in the data directory, which is made if it is not there).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "Listen with TLS: the certificate and those up to its authority, PEM.")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's key, PKCS#8 without a password.")
    private @Nullable Path tlsKey;

    @Option(
            names = "--tls-client-authorities",
            paramLabel = "FILE",
            description = "Require a certificate of callers, which one of these authorities has signed.")
    private @Nullable Path tlsClientAuthorities;

    @Option(
            names = "--insecure",
            fallbackValue = "true",
            description = "Allow plain TCP beyond this machine. Whoever can read it has the token, and may run code.")
    private boolean insecure;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "Be a worker host as well, for so many workers (default: 0, which is none).")
    private int slots;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "8s",
            description = "How long workers of this host may go on with what they run, once told to end (default: 8s).")
    private Duration grace = Duration.ofSeconds(8);

    /**
     * With these for what no option says.
     *
     * @param showToken whether a new token itself may be shown, not only its file
     */
    public CoordinatorCommand(Settings settings, boolean showToken) {
        this.settings = settings;
        this.showToken = showToken;
        data = new DataDirectoryOption(settings);
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        CommandSpec self = self();
        if (slots < 0) {
            throw new ParameterException(self.commandLine(), "--slots must not be negative, got " + slots + ".");
        }
        Optional<ServerTls> tls = tls();
        ServiceLog recent = ServiceLog.begin();
        DataDirectory directory = data.make();
        ByteString token = token(directory);
        Path socketPath = (socket == null ? directory.socket() : socket).toAbsolutePath();
        SocketFile.clear(socketPath);
        try (Coordinator coordinator = Coordinator.start(
                token, directory.path(), ArtifactOptions.in(directory.path()).thatStays())) {
            coordinator.serveLog(recent);
            coordinator.listen(socketPath);
            Files.setPosixFilePermissions(socketPath, PosixFilePermissions.fromString("rw-------"));
            String address = listenOnNetwork(coordinator, tls).orElse(DataDirectory.uri(socketPath));
            Optional<HostAgent> agent = slots == 0 ? Optional.empty() : Optional.of(agent(socketPath, token));
            RunningService running =
                    RunningService.coordinator(DataDirectory.uri(socketPath), Optional.ofNullable(tokenFile));
            running.announce(directory);
            CoordinatorService service = new CoordinatorService(coordinator, socketPath, agent, grace);
            Thread unused = Ending.by(() -> {
                try {
                    service.end();
                } finally {
                    running.withdraw(directory);
                }
            });
            log.info("Ready at {}.", address);
            PrintWriter out = self.commandLine().getOut();
            out.println("myriapod coordinator is ready at " + address);
            out.flush();
            // Only a signal ends it.
            new CountDownLatch(1).await();
            return ExitCodes.SUCCESS;
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    ExitCodes.USAGE,
                    e.getMessage() + " The options are --tls-certificate and --tls-key, --listen, and --insecure.");
        } catch (IOException e) {
            throw new CommandException(ExitCodes.FAILURE, "The coordinator cannot start. " + e.getMessage());
        }
    }

    private Optional<String> listenOnNetwork(Coordinator coordinator, Optional<ServerTls> tls) throws IOException {
        if (listen == null && socket != null) {
            return Optional.empty();
        }
        InetSocketAddress wanted =
                listen == null ? new InetSocketAddress("localhost", ListenAddress.DEFAULT_PORT) : listen;
        NetworkOptions options = NetworkOptions.at(wanted).withInsecure(insecure);
        InetSocketAddress bound = coordinator.listen(tls.map(options::withTls).orElse(options));
        String host = bound.getAddress().getHostAddress();
        return Optional.of((tls.isPresent() ? "myriapods://" : "myriapod://")
                + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
    }

    private Optional<ServerTls> tls() {
        if ((tlsCertificate == null) != (tlsKey == null) || (tlsClientAuthorities != null && tlsKey == null)) {
            throw new ParameterException(
                    self().commandLine(), "TLS needs both a certificate and its key: --tls-certificate and --tls-key.");
        }
        return tlsCertificate == null || tlsKey == null
                ? Optional.empty()
                : Optional.of(new ServerTls(tlsCertificate, tlsKey, Optional.ofNullable(tlsClientAuthorities)));
    }

    private ByteString token(DataDirectory directory) throws CommandException {
        Path file = directory.token();
        boolean given = tokenFile != null || settings.token().isPresent();
        boolean isNew = !given && !Files.exists(file) && TokenFile.make(file);
        try {
            ByteString token = ClusterToken.find(
                    Optional.empty(),
                    given ? Optional.ofNullable(tokenFile) : Optional.of(file),
                    settings.surroundings().environment());
            if (isNew) {
                tell(file, token);
            }
            return token;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(ExitCodes.FAILURE, "There is no token to start with. " + e.getMessage());
        }
    }

    /** Once, and where it may be kept by others only the place. */
    private void tell(Path file, ByteString token) {
        PrintWriter err = self().commandLine().getErr();
        err.println("A token was made, which clients and workers must show. It is in " + file
                + ": give them a copy of that file by --token-file or MYRIAPOD_TOKEN_FILE, or its text by MYRIAPOD_TOKEN."
                + " On this machine, commands of this user find it by themselves.");
        if (showToken) {
            err.println("The token is " + token.toStringUtf8());
        }
    }

    private HostAgent agent(Path socketPath, ByteString token) throws CommandException {
        return HostAgent.start(new HostAgentOptions(
                DataDirectory.uri(socketPath),
                token,
                TlsOptions.defaults(),
                new HostAgentOptions.Offer(HostName.own(settings), slots),
                data.makeHost()));
    }

    private CommandSpec self() {
        if (spec == null) {
            throw new IllegalStateException("only to be called through its command line");
        }
        return spec;
    }
}
