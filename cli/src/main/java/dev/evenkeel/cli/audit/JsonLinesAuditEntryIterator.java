// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.audit.AuditEntryCodec;
import dev.evenkeel.files.audit.InvalidAuditTextException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// An iterator over the entries of JSON Lines. Skips blank lines.
final class JsonLinesAuditEntryIterator implements Iterator<AuditEntry> {
    private final BufferedReader lines;
    private long number;
    private long entries;
    private @Nullable String next;

    JsonLinesAuditEntryIterator(BufferedReader lines) {
        this.lines = lines;
    }

    /// Thrown for a line that is not an audit entry.
    static final class InvalidAuditEntryException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final long before;

        InvalidAuditEntryException(long before, long line, String why, Throwable cause) {
            super("cannot be read in line " + line + ": " + why, cause);
            this.before = before;
        }

        /// Returns the number of entries read before.
        long entriesBefore() {
            return before;
        }
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null || next.isBlank()) {
                number++;
                next = lines.readLine();
                if (next == null) {
                    return false;
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            throw new InvalidAuditEntryException(entries, number, "it is not UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws InvalidAuditEntryException when the line is not an audit entry
    @Override
    public AuditEntry next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("There are no more entries");
        }
        String line = next;
        next = null;
        try {
            AuditEntry entry = AuditEntryCodec.decode(line);
            entries++;
            return entry;
        } catch (InvalidAuditTextException e) {
            throw new InvalidAuditEntryException(entries, number, String.valueOf(e.getMessage()), e);
        }
    }
}
