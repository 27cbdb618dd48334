package dev.myriapod.coordinator.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that artifacts are named by. */
final class Sha256 {
    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256.", e);
        }
    }

    /** Of all that comes, in hexadecimal digits. */
    static String of(InputStream bytes, int buffer) throws IOException {
        MessageDigest digest = digest();
        byte[] piece = new byte[buffer];
        for (int n = bytes.read(piece); n >= 0; n = bytes.read(piece)) {
            digest.update(piece, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
