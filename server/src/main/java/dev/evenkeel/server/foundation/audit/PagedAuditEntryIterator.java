// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.engine.audit.AuditEntry;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Iterator over audit log entries that reads page by page: keeps at most one page in memory, and a slow reader
/// blocks nothing in the database.
final class PagedAuditEntryIterator implements Iterator<AuditEntry> {
    private final AuditEntryRepository repository;
    private final long until;
    private Iterator<AuditEntry> page = Collections.emptyIterator();
    private long last;
    private boolean atEnd;

    /// @param behind iterates over entries with greater numbers
    /// @param until the last number
    PagedAuditEntryIterator(AuditEntryRepository repository, long behind, long until) {
        this.repository = repository;
        this.last = behind;
        this.until = until;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !atEnd) {
            page = repository.listPage(last, until).iterator();
            atEnd = !page.hasNext();
        }
        return page.hasNext();
    }

    @Override
    public AuditEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The audit log has no more entries");
        }
        AuditEntry entry = page.next();
        last = entry.number();
        return entry;
    }
}
