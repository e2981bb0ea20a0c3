// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.files.audit.AuditVerificationKey;
import dev.evenkeel.files.audit.InvalidAuditTextException;
import dev.evenkeel.files.audit.SignedChainHead;
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
record PublishedHeadFiles(List<AuditChainHead> signed, List<RejectedHead> refused) {
    /// A line that is no head, or none that a given key signed.
    ///
    /// @param line its number, from 1
    record RejectedHead(Path file, long line, String why) {
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
    static PublishedHeadFiles read(List<Path> files, List<Path> keyFiles) throws IOException {
        Map<String, AuditVerificationKey> keys = new HashMap<>();
        for (Path file : keyFiles) {
            AuditVerificationKey key = key(file);
            keys.put(key.id(), key);
        }
        var read = new PublishedHeadFiles(new ArrayList<>(), new ArrayList<>());
        for (Path file : files) {
            read.add(file, keys);
        }
        return read;
    }

    private static AuditVerificationKey key(Path file) throws IOException {
        try {
            return AuditVerificationKey.read(Files.readString(file));
        } catch (InvalidAuditTextException e) {
            throw new IllegalArgumentException(file + " is no public key: " + e.getMessage(), e);
        }
    }

    /* Whatever is no ASCII is no head, which the line that holds it is told. */
    private void add(Path file, Map<String, AuditVerificationKey> keys) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    if (!line.isBlank()) {
                        signed.add(SignedChainHead.read(line.strip(), keys).head());
                    }
                } catch (InvalidAuditTextException e) {
                    refused.add(new RejectedHead(file, number, String.valueOf(e.getMessage())));
                }
            }
        }
    }
}
