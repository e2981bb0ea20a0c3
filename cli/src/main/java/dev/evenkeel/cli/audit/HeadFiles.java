// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.engine.audit.ChainHead;
import dev.evenkeel.files.audit.InvalidAuditText;
import dev.evenkeel.files.audit.SignedHead;
import dev.evenkeel.files.audit.VerifyingKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Published heads that somebody kept.
///
/// @param signed those whose signature is right
/// @param refused lines that hold none
record HeadFiles(List<ChainHead> signed, List<Refused> refused) {
    /// A line that is no head, or none that a given key signed.
    ///
    /// @param line its number, from 1
    record Refused(Path file, long line, String why) {
        @Override
        public String toString() {
            return file + ", line " + line + ": " + why;
        }
    }

    /// Reads files of heads.
    ///
    /// @param keyFiles public keys in PEM
    /// @throws IOException when a file cannot be read
    /// @throws IllegalArgumentException when a key is none
    static HeadFiles read(List<Path> files, List<Path> keyFiles) throws IOException {
        Map<String, VerifyingKey> keys = new HashMap<>();
        for (Path file : keyFiles) {
            VerifyingKey key = key(file);
            keys.put(key.id(), key);
        }
        var read = new HeadFiles(new ArrayList<>(), new ArrayList<>());
        for (Path file : files) {
            read.add(file, keys);
        }
        return read;
    }

    private static VerifyingKey key(Path file) throws IOException {
        try {
            return VerifyingKey.read(Files.readString(file));
        } catch (InvalidAuditText e) {
            throw new IllegalArgumentException(file + " is no public key: " + e.getMessage(), e);
        }
    }

    /* Whatever is no ASCII is no head, which the line that holds it is told. */
    private void add(Path file, Map<String, VerifyingKey> keys) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    if (!line.isBlank()) {
                        signed.add(SignedHead.read(line.strip(), keys).head());
                    }
                } catch (InvalidAuditText e) {
                    refused.add(new Refused(file, number, String.valueOf(e.getMessage())));
                }
            }
        }
    }
}
