package dev.myriapod.cli.cluster;

import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The token that a coordinator makes at its first start, if it was given none. */
final class TokenFile {
    private static final int RANDOM_BYTES = 32;

    private TokenFile() {}

    /**
     * Makes the file with a new token, for its owner alone. Nobody ever sees a part of it: it has its name only once it is
     * whole, and one that was there before is left as it is.
     *
     * @return whether it was made
     */
    static boolean make(Path file) throws CommandException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Path unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), ".token-", "", ownerOnly);
            try {
                Files.writeString(unfinished, token + "\n", StandardCharsets.US_ASCII);
                // Unlike a move, this does not take the name from another one that came first.
                Files.createLink(file, unfinished);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.delete(unfinished);
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCodes.FAILURE,
                    "The file for the token, " + file + ", cannot be made: " + e
                            + ". Choose another place by --data-directory, or give a token by --token-file.");
        }
    }
}
