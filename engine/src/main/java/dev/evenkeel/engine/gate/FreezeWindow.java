// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A freeze window: spans of time inside or outside of which changes are denied.
///
/// @param name name of the window
/// @param reason reason, for people; may be empty
/// @param spans spans, sorted; adjacent ones are merged
public record FreezeWindow(String name, AllowDenyKind kind, String reason, FreezeScope scope, List<Span> spans) {

    public enum AllowDenyKind {
        /// No changes inside the window.
        DENY,
        /// No changes outside all windows of this kind.
        ALLOW
    }

    /// A span of time, start inclusive, end exclusive.
    public record Span(Instant start, Instant end) {
        /// @throws IllegalArgumentException when the end is not after the start
        public Span {
            if (!end.isAfter(start)) {
                throw new IllegalArgumentException(
                        "the end must be after the start, got " + start + " to " + end + "; set a later end");
            }
        }
    }

    public FreezeWindow {
        spans = merge(spans);
    }

    /// Returns the span that contains a moment. O(log n).
    Optional<Span> findCovering(Instant at) {
        int index = lastStartedBy(at);
        return index >= 0 && at.isBefore(spans.get(index).end()) ? Optional.of(spans.get(index)) : Optional.empty();
    }

    /// Returns the next start or end after a moment; null when there is none. O(log n).
    @Nullable
    Instant nextBoundary(Instant after) {
        int index = lastStartedBy(after);
        if (index >= 0 && after.isBefore(spans.get(index).end())) {
            return spans.get(index).end();
        }
        return index + 1 < spans.size() ? spans.get(index + 1).start() : null;
    }

    private int lastStartedBy(Instant at) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).start().isAfter(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    private static List<Span> merge(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparing(Span::start)).toList()) {
            Span last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || span.start().isAfter(last.end())) {
                merged.add(span);
            } else if (span.end().isAfter(last.end())) {
                merged.set(merged.size() - 1, new Span(last.start(), span.end()));
            }
        }
        return List.copyOf(merged);
    }
}
