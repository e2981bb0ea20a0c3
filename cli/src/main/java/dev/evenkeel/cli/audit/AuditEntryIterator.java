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

/// Entries of JSON Lines, one after the other; blank lines do not count. Confined to one thread.
final class AuditEntryIterator implements Iterator<AuditEntry> {
    private final BufferedReader lines;
    private long number;
    private long entries;
    private @Nullable String next;

    AuditEntryIterator(BufferedReader lines) {
        this.lines = lines;
    }

    /// A line that holds no entry.
    static final class InvalidAuditEntryException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final long before;

        InvalidAuditEntryException(long before, long line, String why, Throwable cause) {
            super("cannot be read in line " + line + ": " + why, cause);
            this.before = before;
        }

        /// How many entries were read before.
        long before() {
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

    /// @throws Unreadable when the line is no entry
    @Override
    public AuditEntry next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("There are no more entries");
        }
        String line = next;
        next = null;
        try {
            AuditEntry entry = AuditEntryCodec.read(line);
            entries++;
            return entry;
        } catch (InvalidAuditTextException e) {
            throw new InvalidAuditEntryException(entries, number, String.valueOf(e.getMessage()), e);
        }
    }
}
