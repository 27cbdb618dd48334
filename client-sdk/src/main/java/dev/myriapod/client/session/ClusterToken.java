package dev.myriapod.client.session;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a program finds the token of a cluster that it did not start. No message of it ever holds a token. */
public final class ClusterToken {
    /** Names the file that has the token. */
    public static final String FILE_VARIABLE = "MYRIAPOD_TOKEN_FILE";
    /** Is the token. */
    public static final String VARIABLE = "MYRIAPOD_TOKEN";

    /** Fewer can be guessed. */
    private static final int SHORTEST = 32;
    /** More is no token, but a file given by mistake. */
    private static final int LONGEST = 512;

    private ClusterToken() {}

    /**
     * The token as it travels: what was given, what is in the file that was given, what is in the file that the environment
     * names, or what the environment says; the first of these that there is.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if there is none, or it is too short, too long or has other than visible characters
     */
    public static ByteString find(Optional<String> given, Optional<Path> file, Map<String, String> environment)
            throws IOException {
        if (given.isPresent()) {
            return checked(given.get(), "that was given");
        }
        if (file.isPresent()) {
            return read(file.get());
        }
        String named = environment.getOrDefault(FILE_VARIABLE, "");
        if (!named.isEmpty()) {
            return read(Path.of(named));
        }
        String value = environment.getOrDefault(VARIABLE, "");
        if (!value.isEmpty()) {
            return checked(value, "in the environment variable " + VARIABLE);
        }
        throw new IllegalArgumentException(
                "There is no token to show to the coordinator. Give the file that has it (option"
                        + " tokenFile, or the environment variable " + FILE_VARIABLE + "), or set " + VARIABLE
                        + ". The coordinator tells at its first start where its token is.");
    }

    private static ByteString read(Path file) throws IOException {
        if (Files.size(file) > 2 * LONGEST) {
            throw unfit("in the file " + file, Files.size(file) + " bytes");
        }
        return checked(Files.readString(file, StandardCharsets.ISO_8859_1).strip(), "in the file " + file);
    }

    private static ByteString checked(String token, String where) {
        if (token.length() < SHORTEST || token.length() > LONGEST) {
            throw unfit(where, token.length() + " characters");
        }
        if (!token.chars().allMatch(character -> character > 0x20 && character < 0x7F)) {
            throw unfit(where, "characters that are not visible ASCII");
        }
        return ByteString.copyFrom(token, StandardCharsets.US_ASCII);
    }

    private static IllegalArgumentException unfit(String where, String what) {
        return new IllegalArgumentException(
                "The token " + where + " cannot be one: it has " + what + ", where a token has " + SHORTEST + " to "
                        + LONGEST + " visible ASCII characters. Make one with: openssl rand -hex 32");
    }
}
