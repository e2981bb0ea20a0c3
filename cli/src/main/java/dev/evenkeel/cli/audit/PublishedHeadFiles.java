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

/// Published chain heads, read from files.
///
/// @param signed heads with a valid signature
/// @param rejected lines without a valid head
record PublishedHeadFiles(List<AuditChainHead> signed, List<RejectedHeadLine> rejected) {
    /// A line that is not a head, or is not signed with a given key.
    ///
    /// @param line line number, from 1
    record RejectedHeadLine(Path file, long line, String reason) {
        @Override
        public String toString() {
            return file + ", line " + line + ": " + reason;
        }
    }

    /// Reads and verifies files of heads.
    ///
    /// @param keyFiles public keys in PEM
    /// @throws IOException when a file cannot be read
    /// @throws IllegalArgumentException when a key file has no public key
    static PublishedHeadFiles read(List<Path> files, List<Path> keyFiles) throws IOException {
        Map<String, AuditVerificationKey> keys = new HashMap<>();
        for (Path file : keyFiles) {
            AuditVerificationKey key = readKey(file);
            keys.put(key.thumbprint(), key);
        }
        var read = new PublishedHeadFiles(new ArrayList<>(), new ArrayList<>());
        for (Path file : files) {
            read.add(file, keys);
        }
        return read;
    }

    private static AuditVerificationKey readKey(Path file) throws IOException {
        try {
            return AuditVerificationKey.parsePem(Files.readString(file));
        } catch (InvalidAuditTextException e) {
            throw new IllegalArgumentException(file + " is not a public key: " + e.getMessage(), e);
        }
    }

    /* Heads are ASCII; in this encoding any other line is rejected with its line number. */
    private void add(Path file, Map<String, AuditVerificationKey> keys) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    if (!line.isBlank()) {
                        signed.add(SignedChainHead.parse(line.strip(), keys).head());
                    }
                } catch (InvalidAuditTextException e) {
                    rejected.add(new RejectedHeadLine(file, number, String.valueOf(e.getMessage())));
                }
            }
        }
    }
}
