// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A codec of PEM blocks, which are bytes between two label lines (RFC 7468).
final class PemCodec {
    private static final int WIDTH = 64;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private PemCodec() {}

    static String encode(String label, byte[] bytes) {
        String text = Base64.getMimeEncoder(WIDTH, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    /// Returns the bytes of the first block.
    ///
    /// @throws InvalidAuditTextException without a block, or when it has another label
    static byte[] decode(String label, String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new InvalidAuditTextException("no PEM block -----BEGIN " + label + "----- found");
        }
        if (!block.group(1).equals(label)) {
            throw new InvalidAuditTextException("contains a " + block.group(1) + ", but a " + label + " is required"
                    + (block.group(1).startsWith("ENCRYPTED") ? "; decrypt the key first" : ""));
        }
        try {
            return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new InvalidAuditTextException("the content of the PEM block is not base64", e);
        }
    }
}
