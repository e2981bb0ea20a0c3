// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.jsonlines;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A reader of lines as bytes, so that invalid UTF-8 in one line does not affect the others.
final class Utf8LineReader {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;

    Utf8LineReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /// Returns the next line without its line break, or null after the last one.
    byte @Nullable [] readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        int octet = in.read();
        if (octet < 0) {
            return null;
        }
        while (octet >= 0 && octet != '\n') {
            line.write(octet);
            octet = in.read();
        }
        return line.toByteArray();
    }

    /// Decodes a line without a leading byte-order mark.
    ///
    /// @throws CharacterCodingException when it is not UTF-8
    static String decode(byte[] line) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
